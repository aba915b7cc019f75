namespace SessionLogging.Preferences.Editing;

/// <summary>How long a change may take and how it waits.</summary>
public sealed record EditLimits
{
    /// <summary>Planning, writing and making the default each wait and try again no longer than this; 30 seconds.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Until the latest version was seen for so long its writer may still be about to make it the default; 60 seconds, which is more than <see cref="Total"/>.</summary>
    public TimeSpan PromotionGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far the service's clock and this one may lie apart; 5 minutes, beyond which AWS refuses signatures. A version whose date is older than this and <see cref="PromotionGrace"/> is not waited for.</summary>
    public TimeSpan ClockDifference { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest first wait; each later one may be twice as long, up to <see cref="LongestWait"/>; 300 milliseconds.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest wait between two tries; 1 second: a writer that has waited for long must not be the one that looks least often.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After a cancel, what was already sent gets this long to become the default, beside the time of its calls; 1 second.</summary>
    public TimeSpan FinishAfterCancel { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many calls after the one under way finishing is given the time of: a look, the promotion, and the look that shows it; 3.</summary>
    public int CallsToFinish { get; init; } = 3;

    /// <summary>The longest that finishing goes on after a cancel, however slow the link is; 30 seconds.</summary>
    public TimeSpan LongestFinish { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many blanks are tried after the document where the service takes its content for an older version's; 16.</summary>
    public int MostBlanks { get; init; } = 16;

    /// <summary>How long finishing goes on after a cancel.</summary>
    /// <param name="call">How long a call takes on this link.</param>
    internal TimeSpan FinishingTime(TimeSpan call)
    {
        // The call under way counts as one more: it may have just begun.
        var time = FinishAfterCancel.Ticks + (call.Ticks * (CallsToFinish + 1d));
        return time < LongestFinish.Ticks ? TimeSpan.FromTicks((long)time) : LongestFinish;
    }
}
