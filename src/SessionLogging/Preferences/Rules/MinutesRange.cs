using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Rules;

/// <summary>The whole minutes that a timeout takes.</summary>
/// <param name="Longest">The largest number; the smallest is 1.</param>
internal sealed record MinutesRange(int Longest)
{
    private static readonly MinutesRange Idle = new(60);
    private static readonly MinutesRange Whole = new(1440);

    /// <summary>The range of a setting; <see langword="null"/> where it is no time.</summary>
    public static MinutesRange? Of(PreferenceSetting setting) =>
        setting == PreferenceSetting.IdleSessionTimeout ? Idle : setting == PreferenceSetting.MaxSessionDuration ? Whole : null;

    public bool Contains(int? minutes) => minutes >= 1 && minutes <= Longest;

    public override string ToString() => FormattableString.Invariant($"1 to {Longest:N0}");
}
