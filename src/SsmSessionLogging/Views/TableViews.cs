using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Logs;
using SessionLogging.Logs.Archive;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Histories;
using SessionLogging.Sessions.Origins;

namespace SsmSessionLogging.Views;

/// <summary>
/// The tables. Each fits 79 columns, and what is wider goes to the columns without a width. What stands in a table is what fits there, by
/// whole columns; all else is in the list.
/// </summary>
internal static class TableViews
{
    private const int Account = 12;
    private const int Region = 15;
    private const int Minute = 16;
    private const int Number = 8;
    private const int Rest = 0;

    private static readonly Dictionary<string, TableView> All = new TableView[]
    {
        Of<LoggingPreference>(
            null,
            ("Account", Account, preference => ShownText.Of(preference.AccountId)),
            ("Region", Region, preference => ShownText.Of(preference.Region)),
            ("Version", 7, preference => preference.Exists ? ShownText.Of(preference.DocumentVersion) : "none"),
            ("Default", 7, preference => ShownText.Of(preference.DefaultVersion)),
            ("Problems", Number, preference => preference.Problems.Count > 0 ? Text(preference.Problems.Count, Number) : null),
            ("S3", Rest, preference => preference.S3Logging ? ShownText.Of(string.Join("/", new[] { preference.S3BucketName, preference.S3KeyPrefix }.Where(part => !string.IsNullOrEmpty(part)))) : "off"),
            ("CloudWatch", Rest, preference => preference.CloudWatchLogging is CloudWatchLogging.None ? "off" : $"{preference.CloudWatchLogging}: {ShownText.Of(preference.CloudWatchLogGroupName)}")),
        Of<PreferenceChange>(
            null,
            ("Account", Account, change => ShownText.Of(change.AccountId)),
            ("Region", Region, change => ShownText.Of(change.Region)),
            ("Result", 9, change => change.Result.ToString()),
            ("Version", 11, change => ShownText.Of(change.NewVersion is { } written ? $"{change.PreviousVersion ?? "none"} -> {written}" : change.PreviousVersion)),
            ("Changes", Rest, change => string.Join("\n", change.Changes.Select(each => ShownText.Of(each.ToString()))))),
        Of<PreferenceDeviation>(
            null,
            ("Account", Account, deviation => ShownText.Of(deviation.AccountId)),
            ("Region", Region, deviation => ShownText.Of(deviation.Region)),
            ("Setting", 27, deviation => ShownText.Of(deviation.Setting)),
            ("Reference", Rest, deviation => ShownValue.Of(deviation.Reference)),
            ("Difference", Rest, deviation => ShownValue.Of(deviation.Difference))),
        Of<SessionRecord>(null, Started, Duration, User, Target, Log),
        Of<SessionRecord>("Duration", Started, Duration, User, Target),
        Of<SessionRecord>("Name", Started, Duration, User, Target, Name),
        Of<SessionRecord>("NameLog", Started, User, Target, Name, Log),
        Of<SessionRecord>("Region", Started, InRegion, User, Target, Log),
        Of<SessionRecord>("RegionDuration", Started, Duration, InRegion, User, Target),
        Of<SessionRecord>("RegionName", Started, InRegion, User, Target, Name),
        Of<SessionAttempt>(
            null,
            ("Time (UTC)", Minute, attempt => ToMinute(attempt.EventTime)),
            ("Outcome", 7, attempt => attempt.Outcome.ToString()),
            ("User", Rest, attempt => ShownText.Of(attempt.UserName)),
            ("Source", 15, attempt => ShownText.Of(attempt.SourceIPAddress)),
            ("Target", 20, attempt => ShownText.Of(attempt.Target))),
        Of<LoggingPreferenceChange>(
            null,
            ("Time (UTC)", Minute, change => ToMinute(change.Time)),
            ("Event", 7, change => ShownValue.Deed(change)),
            ("Version", 7, change => ShownText.Of(change.DocumentVersion)),
            ("User", 16, change => ShownText.Of(change.UserName)),
            ("Changes", Rest, change => string.Join("\n", change.Changes.Select(each => ShownText.Of(each.ToString()))))),
        Of<SessionReportCoverage>(
            null,
            ("Account", Account, coverage => ShownText.Of(coverage.AccountId)),
            ("Region", Rest, coverage => ShownText.Of(coverage.Region)),
            ("After (UTC)", Minute, coverage => ToMinute(coverage.After)),
            ("Before (UTC)", Minute, coverage => ToMinute(coverage.Before)),
            ("Complete", 8, coverage => coverage.Complete.ToString()),
            ("Sessions", Number, coverage => Text(coverage.Sessions, Number))),
        Of<SessionSummary>(
            null,
            ("Count", Number, summary => Text(summary.Count, Number)),
            // Not the first one: a table whose first column has no width is laid out by what is in it.
            ("Key", Rest, summary => ShownText.Of(summary.Key)),
            ("Hours", 9, summary => Fitting(ShownValue.Hours(summary).ToString("0.0", CultureInfo.InvariantCulture), 9)),
            ("Found", Number, summary => Text(summary.Found, Number)),
            ("HalfLost", Number, summary => Text(summary.HalfLost, Number)),
            ("Lost", Number, summary => Text(ShownValue.Lost(summary), Number)),
            ("Unknown", Number, summary => Text(summary.Unknown, Number)),
            ("Expected", Number, summary => Text(summary.Expected, Number))),
        Of<SessionAction>(
            null,
            ("Account", Account, action => ShownText.Of(action.AccountId)),
            ("Region", Region, action => ShownText.Of(action.Region)),
            ("Name", Rest, action => ShownText.Of(action.Name)),
            ("State", 11, action => ShownText.Of(action.State)),
            ("Events", 10, action => string.Join("\n", action.Events)),
            ("Target", Rest, action => action.TargetArn is { } arn ? $"{action.TargetKind} {ShownText.Of(arn.Split([':'], 6).Last())}".TrimStart() : "none")),
        Of<Finding>(
            null,
            ("Status", 13, finding => finding.Status.ToString()),
            ("Rule", 24, finding => ShownText.Of(finding.RuleId)),
            ("Message", Rest, finding => ShownText.Lines($"{(finding.Line is { } line ? FormattableString.Invariant($"Line {line}, ") : "")}{(finding.Name is null ? $"{finding.Subject}: " : "")}{finding.Message} {finding.Remediation}".Trim()))),
        Of<RuleDescription>(
            null,
            ("RuleId", 33, rule => ShownText.Of(rule.RuleId)),
            ("Severity", 11, rule => rule.Severity.ToString()),
            ("LooksAt", Rest, rule => ShownText.Of(string.Join(", ", rule.LooksAt)))),
        Of<LoggingPermission>(
            null,
            ("Region", Region, permission => ShownText.Of(permission.Region)),
            ("PolicyType", 13, permission => permission.PolicyType.ToString()),
            ("Subject", Rest, permission => ShownText.Of(permission.Subject)),
            ("Statement", 20, permission => string.Join("\n", permission.Statement.Select(statement => ShownText.Of(statement.Sid))))),
        Of<PolicyStatement>(
            null,
            ("Sid", 20, statement => ShownText.Of(statement.Sid)),
            ("Effect", 6, statement => ShownText.Of(statement.Effect)),
            ("Action", Rest, statement => string.Join("\n", statement.Action.Select(action => ShownText.Of(action)))),
            ("Resource", Rest, statement => string.Join("\n", statement.Resource.Select(resource => ShownText.Of(resource))))),
        Of<LoggingDestination>(
            null,
            ("Kind", 10, destination => destination.Kind.ToString()),
            ("Name", Rest, destination => ShownText.Of(destination.ToString())),
            ("Suitable", 8, destination => destination.Suitable?.ToString() ?? "unknown"),
            ("Reason", Rest, destination => ShownText.Of(string.Join(", ", destination.Findings.Select(finding => finding.RuleId))))),
        Of<SessionLogSave>(
            null,
            ("Manifest", 22, save => ShownText.Of(save.Manifest)),
            ("Saved", Number, save => Text(save.Saved, Number)),
            ("Kept", Number, save => Text(save.Kept, Number)),
            ("WithoutLog", 10, save => Text(save.WithoutLog, 10)),
            ("Failed", Number, save => Text(save.Failed, Number)),
            ("SignedBy", Rest, save => ShownText.Of(save.SignedBy))),
        Of<SessionLogLine>(null, LineNumber, Mark, Line),
        Of<SessionLogLine>("Time", LineNumber, ("Time (UTC)", 10, line => line.Time?.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)), Mark, Line),
        Of<SessionLogEvent>(
            null,
            ("Time (UTC)", 19, logged => logged.EventTime?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            ("RunAsUser", 16, logged => ShownText.Of(logged.RunAsUser)),
            ("Entries", 7, logged => Text(logged.SessionData.Count, 7)),
            ("SessionId", Rest, logged => ShownText.Of(logged.SessionId))),
        Of<SessionTranscript>(
            null,
            ("Form", 17, transcript => transcript.Form.ToString()),
            ("EndMarker", 13, transcript => transcript.EndMarker.ToString()),
            ("Lines", 9, transcript => Text(transcript.Lines.Count, 9)),
            ("Source", Rest, transcript => ShownText.Of(transcript.Source))),
    }.ToDictionary(view => view.TypeName, StringComparer.Ordinal);

    private static (string, int, Func<SessionRecord, string?>) Started => ("Started (UTC)", Minute, session => ToMinute(session.StartDate));

    private static (string, int, Func<SessionRecord, string?>) Duration => ("Duration", 8, ShownValue.Duration);

    private static (string, int, Func<SessionRecord, string?>) InRegion => ("Region", Region, session => ShownText.Of(session.Region));

    private static (string, int, Func<SessionRecord, string?>) User => ("User", Rest, session => ShownText.Of(session.UserName));

    private static (string, int, Func<SessionRecord, string?>) Target => ("Target", 20, session => ShownText.Of(session.Target));

    private static (string, int, Func<SessionRecord, string?>) Name => ("Name", Rest, session => ShownText.Of(session.TargetName));

    private static (string, int, Func<SessionRecord, string?>) Log => ("Log", 13, session => session.LogStatus?.ToString());

    private static (string, int, Func<SessionLogLine, string?>) LineNumber => ("Line", Number, line => Text(line.LineNumber, Number));

    private static (string, int, Func<SessionLogLine, string?>) Mark => ("!", 1, line => line.Marks is LineMarks.None ? null : "!");

    private static (string, int, Func<SessionLogLine, string?>) Line => ("Text", Rest, line => ShownText.Of(line.Text));

    /// <summary>A line with the table that it stands in: with its time where it has one.</summary>
    internal static object OfLine(SessionLogLine line) => line.Time is null ? line : In("Time", line);

    /// <summary>
    /// What the table of a report's sessions is called: without what every row would leave empty, and with the Region only where there are
    /// several. What does not fit then goes: the duration first, then the log that nobody looked for.
    /// </summary>
    /// <param name="isOfRegions">Whether there are sessions of several accounts or Regions.</param>
    /// <param name="hasNames">Whether the nodes' names were asked for.</param>
    /// <param name="logs">How much is known of the logs.</param>
    /// <returns>The variant's name; <see langword="null"/> for the table of all other sessions.</returns>
    internal static string? OfSessions(bool isOfRegions, bool hasNames, LogStatusDepth logs) => (isOfRegions, hasNames, logs) switch
    {
        (true, true, _) => "RegionName",
        (true, false, LogStatusDepth.LeftOut) => "RegionDuration",
        (true, false, _) => "Region",
        (false, true, LogStatusDepth.LookedFor) => "NameLog",
        (false, true, _) => "Name",
        (false, false, LogStatusDepth.LeftOut) => "Duration",
        _ => null,
    };

    /// <summary>An object that is shown in a variant of its type's table.</summary>
    internal static object In(string? variant, object output)
    {
        if (variant is null)
        {
            return output;
        }

        var shown = new PSObject(output);
        shown.TypeNames.Insert(0, $"{output.GetType().FullName}#{variant}");
        return shown;
    }

    /// <summary>The view for an object with these names; <see langword="null"/> for one that has none.</summary>
    internal static TableView? Find(IEnumerable<string> typeNames)
    {
        foreach (var name in typeNames)
        {
            if (All.TryGetValue(name, out var view))
            {
                return view;
            }
        }

        return null;
    }

    private static TableView Of<T>(string? variant, params (string Header, int Width, Func<T, string?> TextOf)[] columns) =>
        new(variant is null ? typeof(T).FullName! : $"{typeof(T).FullName}#{variant}", Array.ConvertAll(columns, column => new Column(column.Header, column.Width, owner => column.TextOf((T)owner))));

    private static string? ToMinute(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string? Text(long number, int width) => Fitting(number.ToString(CultureInfo.InvariantCulture), width);

    // Of a number that is too wide PowerShell would show its end, as if it were a smaller one.
    private static string? Fitting(string number, int width) => number.Length <= width ? number : null;
}
