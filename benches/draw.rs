//! What the draw's policy is worth: simulated candidates practise under it and under its rivals. The
//! candidates, the policies and the measures are told in `tests/simulation/`; the uncertainty stands in the
//! tables. Run with `cargo bench --bench draw`; `GREENROOM_CANDIDATES` sets how many candidates. The same
//! tables without a release build, slower: `cargo test --test draw_policy -- --ignored --nocapture`.

#[path = "../tests/simulation/mod.rs"]
mod simulation;

fn main() {
    simulation::tables::all(simulation::tables::candidates());
}
