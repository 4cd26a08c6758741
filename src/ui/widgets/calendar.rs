//! A small calendar that opens at a button: a month of days to press.

use chrono::{Datelike, Days, Months, NaiveDate};
use eframe::egui::{self, RichText, Ui};

use super::super::tokens::{TARGET, plain, size, space, strong};
use super::{Labelled, button};

/// Draws the button and, while it is open, the month. Returns the day that was pressed. `what` says whose date it is.
pub fn calendar(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    what: &str,
    chosen: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let opens = button(ui, "Calendar…").labelled(&format!("{what}: calendar…"));
    let month_id = egui::Id::unique("calendar month").with(salt);
    let mut picked = None;
    egui::Popup::menu(&opens).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let first = first_of(chosen.unwrap_or(today));
        let mut month: NaiveDate = ui.data(|d| d.get_temp(month_id)).unwrap_or(first);
        ui.horizontal(|ui| {
            if button(ui, "‹").labelled("Month before").clicked() {
                month = month.checked_sub_months(Months::new(1)).unwrap_or(month);
            }
            ui.label(RichText::new(month.format("%B %Y").to_string()).font(strong(size::BODY)));
            if button(ui, "›").labelled("Month after").clicked() {
                month = month.checked_add_months(Months::new(1)).unwrap_or(month);
            }
        });
        egui::Grid::new(month_id).spacing(egui::vec2(space::XS, space::XS)).show(ui, |ui| {
            for day in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
                ui.label(RichText::new(day).font(plain(size::SMALL)));
            }
            ui.end_row();
            for week in weeks(month) {
                for day in week {
                    let Some(day) = day else {
                        ui.label("");
                        continue;
                    };
                    let here = Some(day) == chosen;
                    let text = RichText::new(day.day().to_string());
                    let text = if day == today { text.underline() } else { text };
                    let said = day.format("%A %-d %B %Y").to_string();
                    let response =
                        ui.add(egui::Button::new(text).selected(here).min_size(egui::vec2(TARGET, TARGET)));
                    response
                        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, here, &said));
                    if response.clicked() {
                        picked = Some(day);
                        ui.close();
                    }
                }
                ui.end_row();
            }
        });
        ui.data_mut(|d| d.insert_temp(month_id, month));
    });
    if picked.is_some() {
        egui::Popup::close_all(ui.ctx());
        ui.data_mut(|d| d.remove::<NaiveDate>(month_id));
    }
    picked
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The days of a month by week, Monday first; days of other months are left out.
fn weeks(month: NaiveDate) -> Vec<[Option<NaiveDate>; 7]> {
    let first = first_of(month);
    let before = u64::from(first.weekday().num_days_from_monday());
    let Some(mut day) = first.checked_sub_days(Days::new(before)) else { return Vec::new() };
    let mut weeks = Vec::new();
    while day <= first || day.month() == first.month() {
        let mut week = [None; 7];
        for place in &mut week {
            *place = Some(day).filter(|day| day.month() == first.month());
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        weeks.push(week);
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_each_of_its_days_once_under_its_weekday() {
        for (year, month, days, rows) in
            [(2026, 2, 28, 5), (2026, 3, 31, 6), (2027, 2, 28, 4), (2028, 2, 29, 5)]
        {
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
            let weeks = weeks(first);
            let all: Vec<NaiveDate> = weeks.iter().flatten().flatten().copied().collect();
            assert_eq!(all.len(), days, "{year}-{month}");
            assert!(all.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));
            for week in &weeks {
                for (i, day) in week.iter().enumerate() {
                    assert!(day.is_none_or(|day| day.weekday().num_days_from_monday() as usize == i));
                }
            }
            assert_eq!(weeks.len(), rows, "{year}-{month}");
        }
    }
}
