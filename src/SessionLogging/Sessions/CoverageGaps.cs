namespace SessionLogging.Sessions;

/// <summary>A time between two readings of an account and Region that none of them covers: of the sessions that started then some can be known, but not that they are all.</summary>
/// <param name="AccountId">The account; <see langword="null"/> where it is not known.</param>
/// <param name="Region">The Region's system name.</param>
/// <param name="After">The end of the reading before, in UTC.</param>
/// <param name="Before">The start of the reading that follows, in UTC.</param>
/// <param name="Selection">What the readings were narrowed to; <see langword="null"/>: to nothing.</param>
public sealed record CoverageGap(string? AccountId, string Region, DateTimeOffset After, DateTimeOffset Before, string? Selection)
{
    /// <summary>What was asked: <see cref="SessionReportCoverage.EventHistory"/>; <see langword="null"/> for Session Manager's own list.</summary>
    public string? Source { get; init; }

    /// <summary>The gaps between readings, each account's and Region's in their order.</summary>
    /// <remarks>
    /// Readings that were narrowed alike are held together; one that was narrowed to nothing closes the gaps of the others too. A reading that did
    /// not come to its end covers nothing.
    /// </remarks>
    public static IReadOnlyList<CoverageGap> Between(IEnumerable<SessionReportCoverage> coverages)
    {
        var complete = coverages.Where(coverage => coverage.Complete).ToList();
        return
        [
            .. complete.GroupBy(coverage => (coverage.AccountId, coverage.Region, coverage.Selection, coverage.Source))
                .OrderBy(group => group.Key.AccountId, StringComparer.Ordinal).ThenBy(group => group.Key.Region, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Selection, StringComparer.Ordinal).ThenBy(group => group.Key.Source, StringComparer.Ordinal)
                .SelectMany(group => Of(group.Key, complete)),
        ];
    }

    /// <summary>Whether other readings cover all that one reading asked for, so that nothing is lost where it did not come to its end.</summary>
    public static bool IsClosed(SessionReportCoverage reading, IEnumerable<SessionReportCoverage> coverages)
    {
        var covered = reading.After;
        foreach (var other in coverages.Where(other => other.Complete && Helps(other, (reading.AccountId, reading.Region, reading.Selection, reading.Source))).OrderBy(other => other.After))
        {
            if (other.After <= covered && other.Before > covered)
            {
                covered = other.Before;
            }
        }

        return covered >= reading.Before;
    }

    private static IEnumerable<CoverageGap> Of(
        (string? AccountId, string Region, string? Selection, string? Source) readings, IEnumerable<SessionReportCoverage> complete)
    {
        var helping = complete.Where(coverage => Helps(coverage, readings)).OrderBy(coverage => coverage.After).ToList();
        var own = helping.FindAll(coverage => coverage.Selection == readings.Selection);
        var (first, last) = (own.Min(coverage => coverage.After), own.Max(coverage => coverage.After));
        var covered = first;
        foreach (var coverage in helping.Where(coverage => coverage.After <= last))
        {
            if (coverage.After > covered)
            {
                yield return new CoverageGap(readings.AccountId, readings.Region, covered, coverage.After, readings.Selection) { Source = readings.Source };
            }

            covered = coverage.Before > covered ? coverage.Before : covered;
        }
    }

    private static bool Helps(SessionReportCoverage coverage, (string? AccountId, string Region, string? Selection, string? Source) readings) =>
        (coverage.AccountId, coverage.Region, coverage.Source) == (readings.AccountId, readings.Region, readings.Source) && (coverage.Selection is null || coverage.Selection == readings.Selection);
}
