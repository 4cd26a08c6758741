// What every page for a friend has; it stands before the page's own script.
"use strict";

// The time with this device's own offset, such as 2026-07-01T10:00:00+02:00.
function localNow() {
  const date = new Date();
  const offset = -date.getTimezoneOffset();
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const local = new Date(date.getTime() + offset * 60000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

