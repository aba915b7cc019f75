using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SessionLogging.Sessions;

/// <summary>Records and coverages as JSON lines: one object a line, members by the names of the properties, times in UTC with <c>Z</c>.</summary>
/// <remarks>
/// What is <see langword="null"/> is left out. Every character outside printable ASCII, and every one that HTML gives a meaning to, is
/// written as an escape, so a line stays a line whatever a session's reason says. Members that are not known are passed over.
/// <c>DurationSeconds</c>, <c>RoleName</c> and <c>PermissionSet</c> follow from others: they are written for those who query the file, and not read.
/// </remarks>
public static class SessionRecordJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>A record as one line, without the line's end.</summary>
    public static string Write(SessionRecord record) => Write(json =>
    {
        Text(json, nameof(record.AccountId), record.AccountId);
        Text(json, nameof(record.Region), record.Region);
        Text(json, nameof(record.SessionId), record.SessionId);
        Text(json, nameof(record.Owner), record.Owner);
        Text(json, nameof(record.UserName), record.UserName);
        Text(json, nameof(record.Target), record.Target);
        Text(json, nameof(record.TargetName), record.TargetName);
        Text(json, nameof(record.Platform), record.Platform);
        Text(json, nameof(record.Status), record.Status);
        Text(json, nameof(record.StartDate), Time(record.StartDate));
        Text(json, nameof(record.EndDate), Time(record.EndDate));
        if (record.Duration is { } duration)
        {
            json.WriteNumber("DurationSeconds", (decimal)duration.Ticks / TimeSpan.TicksPerSecond);
        }

        Text(json, nameof(record.DocumentName), record.DocumentName);
        Text(json, nameof(record.SessionType), record.SessionType);
        Text(json, nameof(record.Reason), record.Reason);
        Text(json, nameof(record.AccessType), record.AccessType);
        Text(json, nameof(record.LogStatus), record.LogStatus?.ToString());
        Text(json, nameof(record.LogDetail), record.LogDetail);
        Text(json, nameof(record.S3LogStatus), record.S3LogStatus?.ToString());
        Text(json, nameof(record.S3Uri), record.S3Uri);
        Text(json, nameof(record.CloudWatchLogStatus), record.CloudWatchLogStatus?.ToString());
        Text(json, nameof(record.LogGroupName), record.LogGroupName);
        Text(json, nameof(record.LogStreamName), record.LogStreamName);
        Text(json, nameof(record.UnknownReason), record.UnknownReason);
        Text(json, nameof(record.ObservedAt), Time(record.ObservedAt));
        Text(json, nameof(record.RoleName), record.RoleName);
        Text(json, nameof(record.PermissionSet), record.PermissionSet);
    });

    /// <summary>A coverage as one line, without the line's end.</summary>
    public static string Write(SessionReportCoverage coverage) => Write(json =>
    {
        Text(json, nameof(coverage.AccountId), coverage.AccountId);
        Text(json, nameof(coverage.Region), coverage.Region);
        Text(json, nameof(coverage.After), Time(coverage.After));
        Text(json, nameof(coverage.Before), Time(coverage.Before));
        Text(json, nameof(coverage.Selection), coverage.Selection);
        json.WriteBoolean(nameof(coverage.Complete), coverage.Complete);
        json.WriteNumber(nameof(coverage.Sessions), coverage.Sessions);
        json.WriteNumber(nameof(coverage.Calls), coverage.Calls);
        json.WriteNumber(nameof(coverage.Throttled), coverage.Throttled);
        Text(json, nameof(coverage.Error), coverage.Error);
        Text(json, nameof(coverage.ObservedAt), Time(coverage.ObservedAt));
    });

    /// <summary>The record of a line.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no record.</exception>
    public static SessionRecord ReadRecord(string line) => Read(line, json => new SessionRecord
    {
        AccountId = json.Text(nameof(SessionRecord.AccountId)),
        Region = json.RequiredText(nameof(SessionRecord.Region)),
        SessionId = json.RequiredText(nameof(SessionRecord.SessionId)),
        Owner = json.Text(nameof(SessionRecord.Owner)),
        UserName = json.Text(nameof(SessionRecord.UserName)),
        Target = json.Text(nameof(SessionRecord.Target)),
        TargetName = json.Text(nameof(SessionRecord.TargetName)),
        Platform = json.Text(nameof(SessionRecord.Platform)),
        Status = json.Text(nameof(SessionRecord.Status)),
        StartDate = json.Time(nameof(SessionRecord.StartDate)),
        EndDate = json.Time(nameof(SessionRecord.EndDate)),
        DocumentName = json.Text(nameof(SessionRecord.DocumentName)),
        SessionType = json.Text(nameof(SessionRecord.SessionType)),
        Reason = json.Text(nameof(SessionRecord.Reason)),
        AccessType = json.Text(nameof(SessionRecord.AccessType)),
        LogStatus = json.LogStatus(nameof(SessionRecord.LogStatus)),
        LogDetail = json.Text(nameof(SessionRecord.LogDetail)),
        UnknownReason = json.Text(nameof(SessionRecord.UnknownReason)),
        S3LogStatus = json.LogStatus(nameof(SessionRecord.S3LogStatus)),
        S3Uri = json.Text(nameof(SessionRecord.S3Uri)),
        CloudWatchLogStatus = json.LogStatus(nameof(SessionRecord.CloudWatchLogStatus)),
        LogGroupName = json.Text(nameof(SessionRecord.LogGroupName)),
        LogStreamName = json.Text(nameof(SessionRecord.LogStreamName)),
        ObservedAt = json.Time(nameof(SessionRecord.ObservedAt)),
    });

    /// <summary>The coverage of a line.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no coverage.</exception>
    public static SessionReportCoverage ReadCoverage(string line) => Read(line, json => new SessionReportCoverage
    {
        AccountId = json.Text(nameof(SessionReportCoverage.AccountId)),
        Region = json.RequiredText(nameof(SessionReportCoverage.Region)),
        After = json.RequiredTime(nameof(SessionReportCoverage.After)),
        Before = json.RequiredTime(nameof(SessionReportCoverage.Before)),
        Selection = json.Text(nameof(SessionReportCoverage.Selection)),
        Complete = json.RequiredFlag(nameof(SessionReportCoverage.Complete)),
        Sessions = json.RequiredCount(nameof(SessionReportCoverage.Sessions)),
        Calls = json.RequiredCount(nameof(SessionReportCoverage.Calls)),
        Throttled = json.RequiredCount(nameof(SessionReportCoverage.Throttled)),
        Error = json.Text(nameof(SessionReportCoverage.Error)),
        ObservedAt = json.Time(nameof(SessionReportCoverage.ObservedAt)),
    });

    /// <summary>Whether a line holds a coverage and no record: a record has a session's id, a coverage says whether it is complete.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no JSON object.</exception>
    public static bool IsCoverage(string line) =>
        Read(line, json => json.Has(nameof(SessionReportCoverage.Complete)) && !json.Has(nameof(SessionRecord.SessionId)));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    private static T Read<T>(string line, Func<RecordMembers, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new SessionRecordFormatException("it is no JSON object");
            }

            return read(new RecordMembers(json.RootElement));
        }
        catch (JsonException broken)
        {
            throw new SessionRecordFormatException($"it is no JSON: {broken.Message}");
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
