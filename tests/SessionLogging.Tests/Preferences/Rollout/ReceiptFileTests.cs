using SessionLogging.Files;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rollout;

namespace SessionLogging.Tests.Preferences.Rollout;

public sealed class ReceiptFileTests : IDisposable
{
    private static readonly string[] Regions = ["eu-west-1", "eu-west-2", "eu-west-3"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("receipts");

    private string FilePath => Path.Combine(_folder.FullName, "x.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    // Wherever a kill cuts the file off, what was whole counts, what was not does not, and what is added later is whole again.
    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_read_and_added_to()
    {
        using (var receipts = KeptReceipts.Open(FilePath, TimeProvider.System))
        {
            Array.ForEach(Regions[..2], region => receipts.End(Receipt(region, "ü\n\u2028\"\\"), new RequestMark("r", null)));
        }

        var whole = File.ReadAllBytes(FilePath);
        var ends = whole.Select((value, index) => (value, index)).Where(each => each.value == '\n').Select(each => each.index).ToList();
        Assert.Equal(2, ends.Count);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            var done = ends.Count(end => length >= end);
            var isTorn = length > 0 && !ends.Contains(length) && !ends.Contains(length - 1);

            var there = EarlierReceipts.Read(FilePath);
            Assert.Equal((isTorn, done), (there.IsTorn, Regions.Count(region => there.IsDone(Target(region), null))));
            using (var receipts = KeptReceipts.Open(FilePath, TimeProvider.System))
            {
                Assert.Equal(isTorn, receipts.WasTorn);
                receipts.End(Receipt(Regions[2], null), new RequestMark("r", null));
            }

            there = EarlierReceipts.Read(FilePath);
            Assert.Equal((false, done + 1), (there.IsTorn, Regions.Count(region => there.IsDone(Target(region), null))));
        }
    }

    [Theory]
    [InlineData("{\"Region\":\"eu-west-1\"}")]
    [InlineData("{\"Region\":\"\\ud800\",\"DocumentName\":\"d\",\"Result\":\"Changed\",\"Request\":\"r\"}")]
    public void A_line_that_is_none_is_refused_with_its_number_unless_it_was_cut_off(string line)
    {
        using (var receipts = KeptReceipts.Open(FilePath, TimeProvider.System))
        {
            receipts.End(Receipt(Regions[0], null), new RequestMark("r", null));
        }

        File.AppendAllText(FilePath, line + "\n");

        var refused = Assert.Throws<ReceiptException>(() => EarlierReceipts.Read(FilePath));
        Assert.Equal("ReceiptsNotReadable", refused.ErrorId);
        Assert.StartsWith($"Line 2 of '{FilePath}' is no receipt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_do_not_add_to_one_file_and_what_holds_it_goes()
    {
        using (var first = KeptReceipts.Open(FilePath, TimeProvider.System))
        {
            first.End(Receipt(Regions[0], null), new RequestMark("r", null));
            Assert.Equal("FileBusy", Assert.Throws<FileException>(() => KeptReceipts.Open(FilePath, TimeProvider.System)).ErrorId);
        }

        KeptReceipts.Open(FilePath, TimeProvider.System).Dispose();
        Assert.Equal(["x.jsonl"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void Each_request_has_a_fingerprint_of_its_own()
    {
        (PreferenceRequest Request, BaseVersion? BaseVersion)[] requests =
        [
            (DestinationRequests.S3("logs", null, null), null),
            (DestinationRequests.S3("logs", null, null), BaseVersion.Latest),
            (DestinationRequests.S3("logs", null, true), null),
            (DestinationRequests.S3("logs", null, false), null),
            (DestinationRequests.S3("logs", "", null), null),
            (DestinationRequests.S3("log", "s", null), null),
            (DestinationRequests.S3(null, "s", null), null),
            (DestinationRequests.S3("{AccountId}", "s", null), null),
            (DestinationRequests.NoS3(), null),
            (DestinationRequests.NoCloudWatch(), null),
            (DestinationRequests.NoStreaming(), null),
            (DestinationRequests.CloudWatch("g", null, streaming: true), null),
            (DestinationRequests.CloudWatch("g", null, streaming: false), null),
            (_ => PreferenceEdit.Empty, null),
            (_ => PreferenceEdit.Empty.Set(PreferenceSetting.RunAsEnabled, true), null),
            (_ => PreferenceEdit.Empty.Set(PreferenceSetting.RunAsEnabled, false), null),
        ];

        Assert.Equal(requests.Length, requests.Select(each => RequestFingerprint.Of(each.Request, each.BaseVersion)).Distinct().Count());
        Assert.Equal(
            RequestFingerprint.Of(_ => PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, "a").Set(PreferenceSetting.KmsKeyId, "b"), null),
            RequestFingerprint.Of(_ => PreferenceEdit.Empty.Set(PreferenceSetting.KmsKeyId, "b").Set(PreferenceSetting.S3BucketName, "a"), null));
    }

    private static PreferenceTarget Target(string region) => new("111122223333", region, "SSM-SessionManagerRunShell");

    private static PreferenceChange Receipt(string region, string? reason) => new()
    {
        AccountId = "111122223333",
        Region = region,
        DocumentName = "SSM-SessionManagerRunShell",
        Result = PreferenceChangeResult.Changed,
        Reason = reason,
        Changes = [new SettingChange("S3KeyPrefix", null, "ü"), new SettingChange("RunAsEnabled", false, true), new SettingChange("IdleSessionTimeout", null, 5)],
    };
}
