using System.Globalization;

namespace SessionLogging.Sessions;

/// <summary>What is wanted of a report breaks a rule; nothing was asked of AWS.</summary>
public sealed class ReportRequestException : SessionLoggingException
{
    private ReportRequestException(string rule, string message, string remedy)
        : base($"{rule}: {message}")
    {
        ErrorId = rule;
        RecommendedAction = remedy;
    }

    /// <summary>The rule: <c>DaysRange</c>, <c>WindowEmpty</c>, <c>WindowTooOld</c>, <c>WindowInFuture</c> or <c>LogStatusContradiction</c>.</summary>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <inheritdoc/>
    public override string RecommendedAction { get; }

    internal static ReportRequestException DaysRange(int days) => new(
        "DaysRange",
        $"{days.ToString(CultureInfo.InvariantCulture)} days were asked for; Session Manager remembers {ReportWindow.HistoryDays}.",
        $"Give 1 to {ReportWindow.HistoryDays} days.");

    internal static ReportRequestException Empty(DateTimeOffset after, DateTimeOffset before) => new(
        "WindowEmpty",
        $"no time lies between {Show(after)} and {Show(before)}.",
        "Give a start that lies before the end.");

    internal static ReportRequestException TooOld(ReportWindow window, DateTimeOffset oldest) => new(
        "WindowTooOld",
        $"the window begins at {Show(window.After)}; Session Manager remembers sessions since {Show(oldest)}.",
        "Begin the window later, or read older sessions from records that were exported in time.");

    internal static ReportRequestException InFuture(ReportWindow window, DateTimeOffset now) => new(
        "WindowInFuture",
        $"the window begins at {Show(window.After)}; it is {Show(now)}.",
        "Begin the window earlier, and check the time zone.");

    internal static ReportRequestException Contradiction() => new(
        "LogStatusContradiction",
        "the logs are to be looked for and their status is to be left out.",
        "Give one of -CheckLog and -SkipLogStatus.");

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
