//! A maximum matching: as many of one kind as can be are each given one of the other, all different.

/// Gives each left vertex a right vertex of its own, as many as can be.
///
/// `options[left]` are the right vertices, below `rights`, that the left one can have, the dearest
/// first. A left vertex that has one never loses it to a later one without getting another. By
/// augmenting paths (H. W. Kuhn, Naval Research Logistics Quarterly 2, 1955): O(vertices · edges).
///
/// ```
/// use greenroom::domain::matching::matching;
/// // Taken in turn, the first would take the only one that the second can have.
/// assert_eq!(matching(&[vec![0, 1], vec![0], vec![0]], 2), [Some(1), Some(0), None]);
/// ```
pub fn matching(options: &[Vec<usize>], rights: usize) -> Vec<Option<usize>> {
    let mut holder: Vec<Option<usize>> = vec![None; rights];
    for left in 0..options.len() {
        augment(left, options, &mut holder, &mut vec![false; rights]);
    }
    let mut own = vec![None; options.len()];
    for (right, left) in holder.into_iter().enumerate() {
        if let Some(left) = left {
            own[left] = Some(right);
        }
    }
    own
}

/// Gives `left` one of its own, moving others to what they can have as well; whether it could.
fn augment(left: usize, options: &[Vec<usize>], holder: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for &right in &options[left] {
        if std::mem::replace(&mut tried[right], true) {
            continue;
        }
        if holder[right].is_none_or(|other| augment(other, options, holder, tried)) {
            holder[right] = Some(left);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_as_can_be_have_one_of_their_own(masks in prop::collection::vec(0_u8..32, 0..6)) {
            let options: Vec<Vec<usize>> =
                masks.iter().map(|mask| (0..5).filter(|i| mask >> i & 1 == 1).collect()).collect();
            let own = matching(&options, 5);
            let mut given: Vec<usize> = own.iter().flatten().copied().collect();
            for (left, right) in own.iter().enumerate() {
                prop_assert!(right.is_none_or(|right| options[left].contains(&right)));
            }
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), own.iter().flatten().count(), "all different");
            // Koenig's theorem, as Hall puts it: the largest lack over all sets of left vertices.
            let lack = (0_u32..1 << options.len()).map(|set| {
                let within = masks.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
                let near = within.fold(0_u8, |near, (_, mask)| near | mask);
                set.count_ones().saturating_sub(near.count_ones())
            }).max().unwrap_or(0);
            prop_assert_eq!(given.len(), options.len() - lack as usize);
        }
    }
}
