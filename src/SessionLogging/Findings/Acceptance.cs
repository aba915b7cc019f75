namespace SessionLogging.Findings;

/// <summary>That somebody has accepted something for a time. Files say it by <c>AcceptedBy</c>, <c>AcceptedReason</c> and <c>AcceptedUntil</c>.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when, in UTC: from then on it does not hold.</param>
public sealed record Acceptance(string By, string Reason, DateTimeOffset Until)
{
    /// <summary>What a file has to say.</summary>
    internal static readonly IReadOnlyList<string> Members = [nameof(Finding.AcceptedBy), nameof(Finding.AcceptedReason), nameof(Finding.AcceptedUntil)];

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Who, until when and why, as it goes on after <c>accepted</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"by {By} until {Until:yyyy-MM-dd HH:mm:ss'Z'} ({Reason})");

    /// <summary>Reads what a file says; <see langword="null"/> where one of the three is missing, or the last is no day or time in ISO 8601. A day ends in UTC.</summary>
    /// <param name="textOf">The text of a member; <see langword="null"/> or blank where it has none.</param>
    internal static Acceptance? Of(Func<string, string?> textOf) =>
        textOf(nameof(Finding.AcceptedBy)) is { } by && !string.IsNullOrWhiteSpace(by)
        && textOf(nameof(Finding.AcceptedReason)) is { } reason && !string.IsNullOrWhiteSpace(reason)
        && textOf(nameof(Finding.AcceptedUntil)) is { } until && UntilOf(until.Trim()) is { } time
            ? new Acceptance(by, reason, time)
            : null;

    /// <summary>Whether it holds.</summary>
    internal bool HoldsAt(DateTimeOffset now) => Until > now;

    private static DateTimeOffset? UntilOf(string text) =>
        !DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? null
        : text.Length == Formats[0].Length ? time.AddDays(1)
        : time;
}
