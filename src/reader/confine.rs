//! What the process behind the wall takes from itself before it reads a byte: memory, time, files, the network.
//!
//! Each system holds what it can. Linux: address space, processor time, no file that can be opened or written (limits
//! of the process, and Landlock where the kernel has it), and an end when the program that asked ends. macOS: the
//! same limits of the process, with memory counted by the allocator, since the system does not hold that limit.
//! Windows: memory counted by the allocator; the end with the program that asked is a job object's ([`super::Wall`]).

use super::MAX_MEMORY;

/// How much memory reading a file may take on this computer, in bytes: [`MAX_MEMORY`] or a quarter of what there is.
pub(super) fn memory_share() -> u64 {
    #[cfg(target_os = "linux")]
    {
        let system = rustix::system::sysinfo();
        let all = (system.totalram as u64).saturating_mul(u64::from(system.mem_unit));
        if all > 0 {
            return MAX_MEMORY.min(all / 4);
        }
    }
    MAX_MEMORY
}

/// Counts what is allocated, and refuses what goes over the limit once [`confine`] has set it.
#[cfg(not(target_os = "linux"))]
pub type CountingAllocator = cap::Cap<std::alloc::System>;

#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: CountingAllocator = cap::Cap::new(std::alloc::System, usize::MAX);

/// Confines this process for good. What a kernel does not have is left out; a limit that it has and refuses is an error.
///
/// # Errors
/// The limit that could not be set.
pub(super) fn confine() -> Result<(), String> {
    #[cfg(not(target_os = "linux"))]
    ALLOCATOR
        .set_limit(usize::try_from(memory_share()).unwrap_or(usize::MAX))
        .map_err(|_| "the limit on memory could not be set".to_owned())?;
    #[cfg(target_os = "linux")]
    close_the_paths();
    #[cfg(unix)]
    limit_the_process()?;
    Ok(())
}

#[cfg(unix)]
fn limit_the_process() -> Result<(), String> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    #[cfg(target_os = "linux")]
    {
        let end = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        end.map_err(|e| format!("the end with the program that asked could not be set: {e}"))?;
    }
    let limits = [
        #[cfg(target_os = "linux")]
        (Resource::As, memory_share()),
        (Resource::Cpu, super::MAX_CPU.as_secs()),
        // Nothing of what a person imports is left in a file by a crash.
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Standard input, output and error are open; no other file or socket can be.
        (Resource::Nofile, 3),
    ];
    for (resource, most) in limits {
        // One that is stricter already stays.
        let set = getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let most = set.min(most);
        // Time ends a process at the first of the two by the signal that says so, at the second by one that says nothing.
        let last = if matches!(resource, Resource::Cpu) { set.min(most + 1) } else { most };
        let limit = Rlimit { current: Some(most), maximum: Some(last) };
        setrlimit(resource, limit).map_err(|e| format!("the limit {resource:?} could not be set: {e}"))?;
    }
    Ok(())
}

/// No path may be opened, made or removed, and no port connected to, where the kernel has Landlock (5.13; ports 6.7).
#[cfg(target_os = "linux")]
fn close_the_paths() {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError};
    let close = || -> Result<_, RulesetError> {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V5))?
            .create()?
            .restrict_self()
    };
    // A kernel without it is no reason to read nothing: the limit on open files stands in its place.
    let _ = close();
}
