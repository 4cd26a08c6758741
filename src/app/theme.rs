//! Light or dark as the system says. On Linux the window library tells nothing, so the settings
//! portal is asked over the session bus (a local socket, no network).

/// Asks for the system's theme on a thread of its own and reports it, now and when it changes:
/// `true` is dark. Without a portal nothing is reported.
#[cfg(target_os = "linux")]
pub fn watch(report: impl Fn(bool) + Send + 'static) {
    // If the thread cannot be started the theme stays light, as without a portal.
    let _ = std::thread::Builder::new().name("theme".to_owned()).spawn(move || {
        let _ = follow_portal(&report);
    });
}

/// Elsewhere the window library follows the system by itself.
#[cfg(not(target_os = "linux"))]
pub fn watch(_report: impl Fn(bool) + Send + 'static) {}

#[cfg(target_os = "linux")]
fn follow_portal(report: &impl Fn(bool)) -> zbus::Result<()> {
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    const NAMESPACE: &str = "org.freedesktop.appearance";
    const KEY: &str = "color-scheme";

    /// Portals wrap the value in one or two variants; 1 means "prefer dark".
    fn is_dark(value: &Value<'_>) -> Option<bool> {
        match value {
            Value::U32(scheme) => Some(*scheme == 1),
            Value::Value(inner) => is_dark(inner),
            _ => None,
        }
    }

    let connection = Connection::session()?;
    let portal = Proxy::new(
        &connection,
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
    )?;
    let changes = portal.receive_signal("SettingChanged")?;
    let value: OwnedValue = portal.call("Read", &(NAMESPACE, KEY))?;
    if let Some(dark) = is_dark(&value) {
        report(dark);
    }
    for change in changes {
        let body = change.body();
        let (namespace, key, value): (String, String, OwnedValue) = body.deserialize()?;
        if namespace == NAMESPACE
            && key == KEY
            && let Some(dark) = is_dark(&value)
        {
            report(dark);
        }
    }
    Ok(())
}
