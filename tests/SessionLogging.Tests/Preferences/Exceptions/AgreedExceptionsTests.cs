using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Exceptions;

namespace SessionLogging.Tests.Preferences.Exceptions;

/// <summary>What was agreed to differ: where it holds, and what is no agreement.</summary>
public sealed class AgreedExceptionsTests : IDisposable
{
    private const string Who = "\"AcceptedBy\":\"jdoe\",\"AcceptedReason\":\"Builds\",\"AcceptedUntil\":\"2027-01-31\"";
    private const string Other = "\"AcceptedBy\":\"maria\",\"AcceptedReason\":\"Kiosk\",\"AcceptedUntil\":\"2027-06-30\"";

    private static readonly DateTimeOffset January = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>Where a row holds, and whether it does in account 111122223333 and eu-west-1.</summary>
    public static TheoryData<string, bool> Places { get; } = new()
    {
        { "\"AccountId\":\"111122223333\"", true },
        { "\"AccountId\":\"444455556666\"", false },
        { "\"AccountId\":\"1*\"", true },
        { "\"AccountId\":\"????????0001\"", false },
        { "\"AccountId\":\"444455556666, 111122223333\"", true },
        { "\"AccountId\":[\"444455556666\",\"111122223333\"]", true },
        { "\"Region\":\"eu-*\"", true },
        { "\"Region\":\"us-*;eu-west-1\"", true },
        { "\"Region\":\"us-*\"", false },
        { "\"AccountId\":\"*\",\"Region\":\"eu-west-2\"", false },
        { "\"accountid\":\"111122223333\",\"region\":null", true },
        { "\"OrganizationalUnit\":\"ou-5box-product1\"", true },
        { "\"OrganizationalUnit\":\"ou-5box-workload\"", false },
        { "\"OrganizationalUnit\":\"ou-5box-product1\",\"Region\":\"us-*\"", false },
        { "\"OrganizationalUnit\":\"ou-5box-product1\",\"AccountId\":\"4*\"", false },
        { "\"OrganizationalUnit\":\"ou-5box-workload ou-5box-product1\"", true },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_row_holds_where_all_that_it_names_fits(string place, bool holds)
    {
        var exceptions = Read($"{{{place},\"IdleSessionTimeout\":30,{Who}}}")
            .WithAccounts(new Dictionary<string, IReadOnlyCollection<string>> { ["ou-5box-product1"] = ["111122223333"], ["ou-5box-workload"] = [] });

        var value = exceptions.At("111122223333", "eu-west-1").Values.SingleOrDefault();

        Assert.Equal(holds ? ("IdleSessionTimeout", "30", "jdoe") : default, (value?.Setting.Name, value?.Value as string, value?.Accepted?.By));
    }

    [Theory]
    [InlineData("\"S3EncryptionEnabled\":false", false)]
    [InlineData("\"S3EncryptionEnabled\":\"TRUE\"", true)]
    [InlineData("\"S3EncryptionEnabled\":\"{{ssm:flag}}\"", "{{ssm:flag}}")]
    [InlineData("\"MaxSessionDuration\":0", "")]
    [InlineData("\"MaxSessionDuration\":\"480\"", "480")]
    [InlineData("\"KmsKeyId\":\"\"", "")]
    [InlineData("\"KmsKeyId\":\"(empty)\"", "")]
    [InlineData("\"s3bucketname\":\"audit-{AccountId}\"", "audit-{AccountId}")]
    public void A_value_is_read_as_its_setting_is(string setting, object expected) =>
        Assert.Equal(expected, Assert.Single(Read($"{{\"AccountId\":\"*\",{setting},{Who}}}").At("111122223333", "eu-west-1").Values).Value);

    /// <summary>Files that are refused, with the id and what is said.</summary>
    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "{", "ExceptionsNotReadable", "line 1 is no JSON" },
        { "[1]", "ExceptionsNotReadable", "entry 1 is no object" },
        { $"[{{\"AccountId\":\"*\",\"IdleTimeout\":30,{Who}}}]", "ExceptionColumnUnknown", "'IdleTimeout', which is no setting. The columns are AccountId, OrganizationalUnit, Region, AcceptedBy, AcceptedReason, AcceptedUntil, S3BucketName" },
        { $"{{\"AccountId;Region\":\"*\",\"IdleSessionTimeout\":30,{Who}}}", "ExceptionColumnUnknown", "'AccountId;Region'" },
        { $"{{\"AccountId\":\"*\",\"accountid\":\"*\",\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "two columns accountid" },
        { $"{{\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "line 1: it names no AccountId" },
        { $"{{\"AccountId\":\" \",\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "it names no AccountId" },
        { $"{{\"AccountId\":\"*\",{Who}}}", "ExceptionsNotReadable", "it gives no setting a value" },
        { "{\"AccountId\":\"*\",\"IdleSessionTimeout\":30,\"AcceptedBy\":\"y\",\"AcceptedUntil\":\"2027-01-01\"}", "ExceptionsNotReadable", "it lacks" },
        { $"{{\"AccountId\":\"*\",\"IdleSessionTimeout\":30,{Who}}}".Replace("2027-01-31", "soon", StringComparison.Ordinal), "ExceptionsNotReadable", "no day or time" },
        { $"{{\"AccountId\":11122223333,\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "'11122223333' is not an account's twelve digits" },
        { $"{{\"Region\":\"Ireland\",\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "'Ireland' is not a Region's name" },
        { $"{{\"OrganizationalUnit\":\"Production\",\"IdleSessionTimeout\":30,{Who}}}", "ExceptionsNotReadable", "'Production' is not the id of a unit" },
        { $"{{\"AccountId\":\"*\",\"RunAsEnabled\":\"yes\",{Who}}}", "ExceptionsNotReadable", "RunAsEnabled is neither true nor false" },
        { $"{{\"AccountId\":\"*\",\"KmsKeyId\":[\"a\",\"b\"],{Who}}}", "ExceptionsNotReadable", "KmsKeyId takes one value" },
        { $"{{\"AccountId\":\"*\",\"KmsKeyId\":{{}},{Who}}}", "ExceptionsNotReadable", "KmsKeyId is neither text" },
        { $"{{\"AccountId\":\"*\",\"KmsKeyId\":\"\\ud800\",{Who}}}", "ExceptionsNotReadable", "half a surrogate pair" },
        { $"{{\"AccountId\":\"*\",\"IdleSessionTimeout\":90,{Who}}}", "IdleSessionTimeoutRange", "line 1: " },
        { $"{{\"AccountId\":\"*\",\"S3BucketName\":\"Audit\",{Who}}}", "BucketNameCharacters", "line 1: " },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_agreement_is_refused_with_its_place(string text, string errorId, string said)
    {
        var failure = Assert.ThrowsAny<SessionLoggingException>(() => Read(text));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Equal(_path, failure.Subject);
    }

    [Theory]
    [InlineData("\"AccountId\":\"1*\"", "\"Region\":\"eu-*\"", 20, true)]
    [InlineData("\"AccountId\":\"1*\"", "\"AccountId\":\"*3\"", 20, true)]
    [InlineData("\"AccountId\":\"1*\"", "\"AccountId\":\"*3\"", 30, false)]
    [InlineData("\"AccountId\":\"1*\"", "\"AccountId\":\"2*\"", 20, false)]
    [InlineData("\"AccountId\":\"*\",\"Region\":\"eu-*\"", "\"AccountId\":\"*\",\"Region\":\"us-*\"", 20, false)]
    [InlineData("\"OrganizationalUnit\":\"ou-5box-product1\"", "\"OrganizationalUnit\":\"ou-5box-product1\"", 20, true)]
    [InlineData("\"OrganizationalUnit\":\"ou-5box-product1\"", "\"OrganizationalUnit\":\"ou-5box-workload\"", 20, false)]
    public void Two_that_contradict_each_other_in_one_place_are_refused(string one, string other, int minutes, bool isRefused)
    {
        var text = $"{{{one},\"IdleSessionTimeout\":30,{Who}}}\n{{{other},\"IdleSessionTimeout\":{minutes},{Other}}}";

        var failure = Record.Exception(() => Read(text));

        Assert.Equal(isRefused, failure is ExceptionFileException { ErrorId: "ExceptionsDisagree" });
        Assert.Equal(isRefused, failure is not null);
    }

    [Theory]
    [InlineData("\"OrganizationalUnit\":\"ou-5box-workload\"", true)]
    [InlineData("\"OrganizationalUnit\":\"ou-5box-product1\"", false)]
    [InlineData("\"AccountId\":\"1*\"", true)]
    [InlineData("\"AccountId\":\"4*\"", false)]
    [InlineData("\"Region\":\"eu-*\"", true)]
    public void Of_units_that_is_known_once_their_accounts_are(string other, bool isRefused)
    {
        var exceptions = Read($"{{\"OrganizationalUnit\":\"r-5box\",\"IdleSessionTimeout\":30,{Who}}}\n{{{other},\"IdleSessionTimeout\":20,{Other}}}");
        var units = new Dictionary<string, IReadOnlyCollection<string>> { ["r-5box"] = ["111122223333"], ["ou-5box-workload"] = ["111122223333"], ["ou-5box-product1"] = ["444455556666"] };

        Assert.Equal(isRefused, Record.Exception(() => exceptions.WithAccounts(units)) is ExceptionFileException { ErrorId: "ExceptionsDisagree" });
    }

    [Fact]
    public void One_that_has_run_out_is_told_applies_nowhere_and_contradicts_nothing()
    {
        var exceptions = Read($"{{\"AccountId\":\"*\",\"IdleSessionTimeout\":30,{Who}}}\n{{\"AccountId\":\"*\",\"IdleSessionTimeout\":20,{Other}}}", January.AddDays(1));

        Assert.Contains("line 1 (*: IdleSessionTimeout): accepted by jdoe until 2027-02-01 00:00:00Z (Builds), which has run out", Assert.Single(exceptions.Expired), StringComparison.Ordinal);
        Assert.Equal("20", Assert.Single(exceptions.At("111122223333", "eu-west-1").Values).Value);
    }

    [Fact]
    public void Where_the_account_is_not_known_what_names_accounts_cannot_be_judged()
    {
        var exceptions = Read($"{{\"AccountId\":\"1*\",\"Region\":\"eu-*\",\"IdleSessionTimeout\":30,{Who}}}\n{{\"Region\":\"us-*\",\"IdleSessionTimeout\":20,{Who}}}");

        Assert.Equal("AccountIdUnknown", Assert.Throws<SessionLogging.Accounts.ConnectionException>(() => exceptions.At(null, "eu-west-1")).ErrorId);
        Assert.Equal("20", Assert.Single(exceptions.At(null, "us-east-1").Values).Value);
    }

    [Fact]
    public void What_is_compared_with_has_its_place_filled_in_and_says_what_was_agreed()
    {
        var reference = PreferenceDocument.CreateNew().With(PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, "audit-{AccountId}-{Region}").Set(PreferenceSetting.IdleSessionTimeout, "15"));
        var exceptions = Read($"{{\"Region\":\"eu-*\",\"IdleSessionTimeout\":30,\"S3KeyPrefix\":\"{{AccountName}}\",{Who}}}");

        List<PreferenceDeviation> Compare(string region, string idle) => [.. PreferenceDeviation.Between(reference, LoggingPreference.From(
            PreferenceDocument.CreateNew().With(PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, $"audit-111122223333-{region}").Set(PreferenceSetting.S3KeyPrefix, "prod").Set(PreferenceSetting.IdleSessionTimeout, idle)),
            "111122223333", region, "SSM-SessionManagerRunShell", version: "1", defaultVersion: "1", owner: null, createdDate: null, accountName: "prod"), exceptions.At("111122223333", region))];

        Assert.Empty(Compare("eu-west-1", "30"));
        Assert.Equal([("IdleSessionTimeout", (object?)30, (object?)15, "jdoe")], Compare("eu-west-1", "15").Select(row => (row.Setting, row.Reference, row.Difference, row.AcceptedBy!)));
        Assert.Equal([("S3KeyPrefix", null), ("IdleSessionTimeout", null)], Compare("us-east-1", "30").Select(row => (row.Setting, row.AcceptedBy)));
    }

    [Fact]
    public void Two_patterns_meet_where_a_text_fits_both()
    {
        var texts = (from length in Enumerable.Range(0, 5) from number in Enumerable.Range(0, 1 << length) select string.Concat(Enumerable.Range(0, length).Select(bit => (number >> bit & 1) == 0 ? 'a' : 'b'))).ToList();
        var pattern = Gen.Char["ab?*"].Array[0, 3].Select(characters => new string(characters));

        Gen.Select(pattern, pattern).Sample(
            (one, other) => Wildcard.Meet(one, other) == texts.Exists(text => Wildcard.Matches(one, text) && Wildcard.Matches(other, text)), iter: 2000);
    }

    private AgreedExceptions Read(string text, DateTimeOffset? now = null)
    {
        File.WriteAllText(_path, text);
        return AgreedExceptions.Read(_path, _ => throw new InvalidOperationException("It is no table."), now ?? January);
    }
}
