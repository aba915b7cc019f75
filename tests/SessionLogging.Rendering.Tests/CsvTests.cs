using SessionLogging.Sessions.Reports;
using SessionLogging.Tests.Sessions;

namespace SessionLogging.Rendering.Tests;

public sealed class CsvTests : IDisposable
{
    private static readonly string[] Names =
    [
        "AccountId", "Region", "SessionId", "Owner", "UserName", "Target", "TargetName", "Platform", "Status", "StartDate", "EndDate", "DurationSeconds",
        "DocumentName", "SessionType", "Reason", "AccessType", "LogStatus", "LogDetail", "S3LogStatus", "S3Uri", "CloudWatchLogStatus", "LogGroupName", "LogStreamName",
        "UnknownReason", "ObservedAt", "RoleName", "PermissionSet", "AccountName",
        "KnownFrom", "OriginDetail", "EventTime", "EventId", "SourceIPAddress", "UserAgent", "AccessKeyId", "MfaAuthenticated", "OnBehalfOf", "SourceIdentity", "Host", "Port",
    ];

    private readonly ReportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_begins_with_a_byte_order_mark_and_the_column_heads_and_is_in_UTC()
    {
        var text = await _folder.WriteAsync(_folder.Options("a.csv"), Sample.Session("s1", "ticket, \"1\""), Sample.Coverage(1));

        Assert.Equal([0xEF, 0xBB, 0xBF], _folder.BytesOf("a.csv").Take(3));
        Assert.Equal(
            string.Join(',', Names) + "\r\n"
            + "111122223333,eu-west-1,s1,arn:aws:iam::111122223333:user/jdoe,jdoe,i-0123456789abcdef0,,,Terminated,2026-03-15T22:30:00Z,2026-03-16T00:00:00Z,5400,"
            + "SSM-SessionManagerRunShell,,\"ticket, \"\"1\"\"\",,Found,,,,,,,,,,,,,,,,,,,,,,,\r\n",
            text);
        Assert.Equal(["a.csv"], _folder.Files);
    }

    [Fact]
    public void Every_property_of_a_record_has_a_column() =>
        Assert.Equal(
            typeof(SessionRecord).GetProperties().Select(property => property.Name == "Duration" ? "DurationSeconds" : property.Name).Order(StringComparer.Ordinal),
            Names.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\r\n")]
    [InlineData("\n=1")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(A1)")]
    public async Task What_a_spreadsheet_would_run_gets_an_apostrophe_unless_told_otherwise(string reason)
    {
        var guarded = CsvText.Read(await _folder.WriteAsync(_folder.Options("a.csv"), Sample.Session("s1", reason)));
        var bare = CsvText.Read(await _folder.WriteAsync(_folder.Options("b.csv") with { FormulaGuard = false }, Sample.Session("s1", reason)));

        Assert.Equal("'" + reason, guarded[1][14]);
        Assert.Equal(reason, bare[1][14]);
    }

    [Fact]
    public Task Hostile_fields_are_read_back_the_same() =>
        RandomRecord.Any.SampleAsync(
            async record =>
            {
                var rows = CsvText.Read(await _folder.WriteAsync(_folder.Options("a.csv") with { Force = true, FormulaGuard = false }, record));

                Assert.Equal(Names, rows[0]);
                Assert.Equal(Expected(record), rows[1]);
            },
            iter: 500,
            threads: 1);

    [Fact]
    public Task What_is_written_is_read_back_as_the_same_records() =>
        RandomRecord.Any.Select(record => record with { Region = "eu-west-1", SessionId = "s1" }).SampleAsync(
            async record =>
            {
                await _folder.WriteAsync(_folder.Options("a.csv") with { Force = true }, record);

                var read = Assert.Single(SessionRecordFile.Read(_folder.PathOf("a.csv"), new ReportRenderer().ReadRows));

                Assert.Null(read.Problem);
                Assert.Equal(Fields(record), Fields(read.Record!));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public void Columns_are_found_by_their_names_and_a_row_that_is_none_is_told_with_its_number()
    {
        File.WriteAllText(_folder.PathOf("a.csv"), "Note,SessionId,Region\r\nmine,s1,eu-west-1\r\nmine,,eu-west-1\r\nmine,s3,eu-west-1\r\nmine\r\nmine,s5,eu-west-1\r\n");

        var lines = SessionRecordFile.Read(_folder.PathOf("a.csv"), new ReportRenderer().ReadRows).ToList();

        Assert.Equal(["s1", null, "s3", null], lines.Select(line => line.Record?.SessionId));
        Assert.Equal(["Row 2 of", "Row 4 of"], lines.Select(line => line.Problem?.Message[..8]).OfType<string>());
    }

    [Fact]
    public Task Guarded_once_fields_stay_as_they_are_however_often_is_appended() =>
        RandomRecord.Any.SampleAsync(
            async record =>
            {
                var first = await _folder.WriteAsync(_folder.Options("a.csv") with { Force = true }, record);
                var second = await _folder.WriteAsync(_folder.Options("a.csv") with { Append = true });
                var third = await _folder.WriteAsync(_folder.Options("a.csv") with { Append = true }, record);

                Assert.Equal(Expected(record).Select(Guarded), CsvText.Read(first)[1]);
                Assert.Equal(CsvText.Read(first), CsvText.Read(second));
                Assert.Equal(CsvText.Read(first), CsvText.Read(third));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public async Task A_file_with_fewer_columns_is_added_to_and_one_with_others_is_left_alone()
    {
        await File.WriteAllTextAsync(_folder.PathOf("old.csv"), "SessionId,Region,AccountId,Reason\r\ns1,eu-west-1,111122223333,kept\r\n", TestContext.Current.CancellationToken);
        var rows = CsvText.Read(await _folder.WriteAsync(_folder.Options("old.csv") with { Append = true }, Sample.Session("s2")));

        Assert.Equal(Names, rows[0]);
        Assert.Equal(["s1", "s2"], rows.Skip(1).Select(row => row[2]));
        Assert.Equal("kept", rows[1][14]);
    }

    [Theory]
    [InlineData("AccountId,Region,SessionId,Mood\r\n", "'Mood'")]
    [InlineData("AccountId,Region\r\n", "SessionId")]
    [InlineData("AccountId,Region,SessionId\r\n1,2\r\n", "record 2")]
    [InlineData("AccountId,Region,SessionId\r\n1,2,\"3\r\n", "record 2")]
    public async Task A_file_that_is_no_report_is_refused_before_anything_is_taken_and_stays(string content, string named)
    {
        await File.WriteAllTextAsync(_folder.PathOf("a.csv"), content, TestContext.Current.CancellationToken);

        var failure = Assert.Throws<ReportFileException>(() => _folder.Begin(_folder.Options("a.csv") with { Append = true }));

        Assert.Equal("ReportNotReadable", failure.ErrorId);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_folder.PathOf("a.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(["a.csv"], _folder.Files);
    }

    private static string Guarded(string field) =>
        field.TrimStart('\'') is [var first, ..] && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(first, StringComparison.Ordinal) ? "'" + field : field;

    private static string[] Expected(SessionRecord record) =>
    [
        .. Names.Select(name => name switch
        {
            "DurationSeconds" => record.GetDuration() is { } duration ? (duration.Ticks / 10_000_000m).ToString(CultureInfo.InvariantCulture) : "",
            "StartDate" => Time(record.StartDate),
            "EndDate" => Time(record.EndDate),
            "ObservedAt" => Time(record.ObservedAt),
            "EventTime" => Time(record.EventTime),
            _ => typeof(SessionRecord).GetProperty(name)!.GetValue(record)?.ToString() ?? "",
        }),
    ];

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";

    // A table has no field that is empty and no null.
    private static IEnumerable<string?> Fields(SessionRecord record) => SessionRecordJson.Fields.Select(field => field.TextOf(record) is { Length: > 0 } text ? text : null);
}
