namespace SessionLogging.Tests.Sessions;

/// <summary>Records with anything in them that a record can hold.</summary>
internal static class RandomRecord
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf("<script>alert(1)</script>", "\r\n", "\"", "\\", "\0", "\u2028", "é", "😀", "\u001b[31m", "=1+1", "{", "}", "null"),
        Gen.String[Gen.Char[' ', '~'], 0, 6]);

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Const(() => (string?)null),
        Piece.Array[0, 4].Select(pieces => (string?)string.Concat(pieces)));

    private static readonly Gen<DateTimeOffset?> Time = Gen.OneOf(
        Gen.Const(() => (DateTimeOffset?)null),
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => (DateTimeOffset?)new DateTimeOffset(ticks, TimeSpan.Zero)));

    private static readonly Gen<LogStatus?> Status = Gen.OneOf(Gen.Const(() => (LogStatus?)null), Gen.Enum<LogStatus>().Select(status => (LogStatus?)status));

    private static readonly Gen<bool?> Flag = Gen.Int[0, 2].Select(number => number == 0 ? (bool?)null : number == 1);

    internal static readonly Gen<SessionRecord> Any = Gen.Select(Text.Array[28], Time.Array[4], Status.Array[3], Flag).Select((texts, times, statuses, flag) => new SessionRecord
    {
        AccountId = texts[0],
        Region = texts[1] ?? "eu-west-1",
        SessionId = texts[2] ?? "jdoe-0123456789abcdef0",
        Owner = texts[3],
        UserName = texts[4],
        Target = texts[5],
        TargetName = texts[6],
        Platform = texts[7],
        Status = texts[8],
        StartDate = times[0],
        EndDate = times[1],
        DocumentName = texts[9],
        SessionType = texts[10],
        Reason = texts[11],
        AccessType = texts[12],
        LogStatus = statuses[0],
        LogDetail = texts[13],
        S3LogStatus = statuses[1],
        S3Uri = texts[14],
        CloudWatchLogStatus = statuses[2],
        LogGroupName = texts[15],
        LogStreamName = texts[16],
        UnknownReason = texts[17],
        ObservedAt = times[2],
        AccountName = texts[18],
        KnownFrom = texts[19],
        OriginDetail = texts[20],
        EventTime = times[3],
        EventId = texts[21],
        SourceIPAddress = texts[22],
        UserAgent = texts[23],
        MfaAuthenticated = flag,
        OnBehalfOf = texts[24],
        SourceIdentity = texts[25],
        Host = texts[26],
        Port = texts[27],
    });
}
