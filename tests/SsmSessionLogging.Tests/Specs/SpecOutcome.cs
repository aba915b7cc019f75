namespace SsmSessionLogging.Tests.Specs;

/// <summary>How a test of a spec ended.</summary>
/// <param name="Failures">What went wrong; nothing where it passed or was skipped.</param>
/// <param name="SkipReason">Why it was skipped, if it was.</param>
internal sealed record SpecOutcome(IReadOnlyList<string> Failures, string? SkipReason = null)
{
    public bool Passed => Failures.Count == 0 && SkipReason is null;

    public bool Skipped => SkipReason is not null;
}
