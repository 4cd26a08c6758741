//! The tables that are printed, and the arithmetic of their uncertainty.

use super::candidate::Kind;
use super::policy::Policy;
use super::practice::{Case, Outcome, Share, practise};

/// The outcomes of the first `candidates` people.
pub fn outcomes(candidates: u64, policy: Policy, case: &Case) -> Vec<Outcome> {
    (0..candidates).map(|number| practise(number, policy, case)).collect()
}

/// Answers to truly ready, those who never were at the most they gave.
pub fn answers(outcomes: &[Outcome], case: &Case) -> Vec<f64> {
    outcomes.iter().map(|o| o.answers.unwrap_or(case.days * case.a_day) as f64).collect()
}

/// A mean and half the width of its 95 % interval.
pub fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    (mean, 1.96 * (variance / n).sqrt())
}

/// How many fewer answers `ours` are than `theirs`, in percent of theirs, the same candidates in the same
/// order, and half the width of the 95 % interval (delta method for a ratio of paired means).
pub fn saving(ours: &[f64], theirs: &[f64]) -> (f64, f64) {
    let (mine, other) = (mean(ours).0, mean(theirs).0);
    let ratio = mine / other;
    let residuals: Vec<f64> = ours.iter().zip(theirs).map(|(a, b)| (a - ratio * b) / other).collect();
    (100.0 * (1.0 - ratio), 100.0 * mean(&residuals).1)
}

/// The share in percent over all candidates, and half the width of its 95 % interval; candidates, not
/// days, are what is independent. `None` if nothing was looked at.
pub fn percent(outcomes: &[Outcome], share: impl Fn(&Outcome) -> Share) -> Option<(f64, f64)> {
    let shares: Vec<Share> = outcomes.iter().map(share).collect();
    let of = shares.iter().map(|s| s.of as f64).sum::<f64>();
    if of == 0.0 {
        return None;
    }
    let ratio = shares.iter().map(|s| s.held as f64).sum::<f64>() / of;
    let each = of / shares.len() as f64;
    let residuals: Vec<f64> = shares.iter().map(|s| (s.held as f64 - ratio * s.of as f64) / each).collect();
    Some((100.0 * ratio, 100.0 * mean(&residuals).1))
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// All policies beside each other.
pub fn policies(title: &str, candidates: u64, case: &Case, which: &[Policy]) {
    println!("\n{title}; {candidates} candidates, ± is 95 %\n");
    println!(
        "| principle chosen by | answers to truly ready | median | got there | fewer than uniform | fewer than weakest first | longest unseen | never asked | key ready by day 12 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let uniform = answers(&outcomes(candidates, Policy::Uniform, case), case);
    let weakest = answers(&outcomes(candidates, Policy::Weakest, case), case);
    for &policy in which {
        let all = outcomes(candidates, policy, case);
        let ours = answers(&all, case);
        let (m, e) = mean(&ours);
        let got = all.iter().filter(|o| o.answers.is_some()).count() as f64 / all.len() as f64;
        let (su, eu) = saving(&ours, &uniform);
        let (sw, ew) = saving(&ours, &weakest);
        let unseen = all.iter().map(|o| o.longest_unseen).max().unwrap_or(0);
        let never = all.iter().map(|o| o.never).max().unwrap_or(0);
        let (ready, er) = mean(&all.iter().map(|o| o.ready_by_12 as f64).collect::<Vec<_>>());
        println!(
            "| {} | {m:.1} ± {e:.1} | {:.0} | {:.0} % | {su:.0} ± {eu:.0} % | {sw:.0} ± {ew:.0} % | {unseen} | {never} | {ready:.2} ± {er:.2} |",
            policy.name(),
            middle(ours.clone()),
            100.0 * got,
        );
    }
}

/// Key principles ready by day 12 at a steady mean self-score.
pub fn by_day_12(candidates: u64, which: &[Policy]) {
    println!(
        "\nReady by day 12 at 4 answers a day, steady skill, 4 key principles of 16; {candidates} candidates, ± is 95 %\n"
    );
    println!("| skill | mean self-score | principle chosen by | key principles ready | 3 or more ready |");
    println!("|---|---|---|---|---|");
    for skill in [3.5, 4.0, 4.5] {
        for &policy in which {
            let all = outcomes(candidates, policy, &Case::steady(skill));
            let (ready, e) = mean(&all.iter().map(|o| o.ready_by_12 as f64).collect::<Vec<_>>());
            let (score, _) = mean(&all.iter().map(|o| o.mean).collect::<Vec<_>>());
            let most = 100.0 * at_least_three(&all);
            println!("| {skill:.1} | {score:.2} | {} | {ready:.2} ± {e:.2} | {most:.0} % |", policy.name());
        }
    }
}

/// The share of candidates with three key principles or more ready at the end of day 12.
pub fn at_least_three(outcomes: &[Outcome]) -> f64 {
    outcomes.iter().filter(|o| o.ready_by_12 >= 3).count() as f64 / outcomes.len() as f64
}

/// How often what is shown held, by leniency and by how many answers a friend scored too.
pub fn holding(candidates: u64, who: &str, case: &Case, leniencies: &[f64], friend_scores: &[usize]) {
    let days = case.at_least;
    println!("\nHow often what is shown held over {days} days; {who}; {candidates} candidates, ± is 95 %\n");
    println!(
        "| leniency | answers a friend scored | correction | edge held | edge held, 3 answers or more | at the mark where shown ready | key ready by day 12 |"
    );
    println!("|---|---|---|---|---|---|---|");
    for &leniency in leniencies {
        for &friend_scores in friend_scores {
            let case = Case { kind: Kind { leniency, ..case.kind }, friend_scores, ..*case };
            let all = outcomes(candidates, Policy::Shipped, &case);
            let cell = |share: &dyn Fn(&Outcome) -> Share| {
                percent(&all, share).map_or("–".to_owned(), |(p, e)| format!("{p:.1} ± {e:.1} %"))
            };
            let (correction, _) = mean(&all.iter().map(|o| o.correction).collect::<Vec<_>>());
            let (ready, _) = mean(&all.iter().map(|o| o.ready_by_12 as f64).collect::<Vec<_>>());
            println!(
                "| {leniency:+.1} | {friend_scores} | {correction:+.2} | {} | {} | {} | {ready:.2} |",
                cell(&|o| o.edge),
                cell(&|o| o.edge_of_many),
                cell(&|o| o.ready),
            );
        }
    }
}

/// How far a correction is off the true leniency, by how many answers a friend scored and how much it is
/// shrunk: what [`greenroom::domain::tunables::FRIEND_ANSWERS`] and `FRIEND_SHRINK` were chosen from.
pub fn corrections(candidates: u64, leniencies: &[f64]) {
    println!(
        "\nHow far a friend's correction is off the true leniency, root mean square in points; {candidates} candidates\n"
    );
    println!("| leniency | answers a friend scored | uncorrected | shrunk by 0 | by 1 | by 2 | by 4 |");
    println!("|---|---|---|---|---|---|---|");
    for &leniency in leniencies {
        let kind = Kind { leniency, plateau: true, ..Kind::default() };
        let case = Case { kind, friend_scores: 40, days: 10, at_least: 10, ..Case::USUAL };
        let all = outcomes(candidates, Policy::Shipped, &case);
        for n in [2, 3, 4, 6, 8, 10, 20, 40] {
            let off = |shrink: f64| {
                let errors = all.iter().map(|o| {
                    let sum: f64 = o.differences.iter().take(n).sum();
                    (sum / (n as f64 + shrink) - leniency).powi(2)
                });
                (errors.sum::<f64>() / all.len() as f64).sqrt()
            };
            let [none, one, two, four] = [0.0, 1.0, 2.0, 4.0].map(off);
            println!(
                "| {leniency:+.1} | {n} | {leniency:.2} | {none:.2} | {one:.2} | {two:.2} | {four:.2} |"
            );
        }
    }
}

/// How many candidates the environment asks for, else 100.
pub fn candidates() -> u64 {
    std::env::var("GREENROOM_CANDIDATES").ok().and_then(|n| n.parse().ok()).unwrap_or(100)
}

/// Every table, with so many candidates.
pub fn all(candidates: u64) {
    let usual = Case::USUAL;
    policies("4 key principles of 16, 4 answers a day, fair scorers", candidates, &usual, &Policy::ALL);
    let lenient = Case { kind: Kind { leniency: 0.6, ..usual.kind }, ..usual };
    let few = [
        Policy::Shipped,
        Policy::Weighted,
        Policy::WeakestKey,
        Policy::FIRST_FORM,
        Policy::READY_ONLY,
        Policy::Need { spread: 0.5, ready: 0.25, spacing: 0.7 },
        Policy::UCB_SPACED,
        Policy::Shortest,
    ];
    policies("The same, leniency +0.6", candidates, &lenient, &few);
    let two = Case { keys: 2, a_day: 8, days: 60, ..usual };
    policies("2 key principles of 16, 8 answers a day, fair scorers", candidates, &two, &few);
    let none = Case { keys: 0, days: 240, ..usual };
    policies("No key principle: until all 16 are ready", candidates.div_ceil(2), &none, &few);
    by_day_12(
        candidates,
        &[Policy::Shipped, Policy::Uniform, Policy::Weakest, few[3], few[4], Policy::Shortest],
    );
    let leniencies = [0.0, 0.3, 0.6, 1.0];
    corrections(candidates, &leniencies);
    let scored = [0, 6, 10, 20, 40];
    let over_40 = Case { days: usual.at_least, ..usual };
    holding(candidates, "candidates who learn", &over_40, &leniencies, &scored);
    let stops = Case { practised: 12, ..over_40 };
    holding(candidates, "candidates who stop after 12 days and forget", &stops, &leniencies, &scored);
    let plateau = Case { kind: Kind { plateau: true, ..usual.kind }, ..over_40 };
    holding(candidates, "candidates on a plateau, fair friend", &plateau, &leniencies, &scored);
    let kind = Kind { friend_leniency: 0.2, ..plateau.kind };
    holding(
        candidates,
        "candidates on a plateau, friend +0.2",
        &Case { kind, ..plateau },
        &leniencies,
        &scored,
    );
}
