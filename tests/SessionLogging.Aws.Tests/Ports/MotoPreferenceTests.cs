using System.Runtime.CompilerServices;
using SessionLogging.Accounts;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Aws.Tests.Ports;

/// <summary>Changes of preferences over the ports, where moto keeps the versions: it answers GetDocument without a date, and denies nothing, so that rights are missing on the way to it.</summary>
public sealed class MotoPreferenceTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Promotion = "UpdateDocumentDefaultVersion";

    private static readonly PreferenceEdit First = PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, "audit-logs");

    private static readonly PreferenceEdit Second = PreferenceEdit.Empty.Set(PreferenceSetting.IdleSessionTimeout, "30");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SSM-Promotion", Promotion)]
    [InlineData("SSM-AwsPolicy", Promotion, "DescribeDocument", "ListDocumentVersions")]
    public async Task A_change_whose_promotion_is_denied_is_taken_back_and_then_means_what_it_meant(string name, params string[] denied)
    {
        using var account = await OpenAsync();
        await ChangeAsync(account.Documents, name, First);

        var failure = await Assert.ThrowsAsync<PreferenceChangeException>(
            () => ChangeAsync(new LimitedDocuments(account.Documents, denied), name, Second));

        Assert.Equal("PromotionDenied", failure.ErrorId);
        Assert.Equal(("3", "1"), await VersionsAsync(account, name));
        Assert.Equal(await ContentAsync(account, name, "1"), await ContentAsync(account, name, "3"));
    }

    [Theory]
    [InlineData("SSM-LatestOnly", Promotion)]
    [InlineData("SSM-LatestOnlyBlind", Promotion, "DescribeDocument", "ListDocumentVersions")]
    public async Task A_change_whose_promotion_is_denied_stays_as_the_latest_where_that_is_allowed(string name, params string[] denied)
    {
        using var account = await OpenAsync();
        await ChangeAsync(account.Documents, name, First);

        var change = await ChangeAsync(new LimitedDocuments(account.Documents, denied), name, Second, allowLatestOnly: true);

        Assert.True(change.LatestOnly);
        Assert.Equal(("2", "1"), await VersionsAsync(account, name));
    }

    [Fact]
    public async Task The_same_command_again_promotes_what_an_interrupted_one_has_written()
    {
        using var account = await OpenAsync();
        await ChangeAsync(account.Documents, "SSM-Again", First);
        var before = await account.Documents.GetAsync("SSM-Again", "1", Cancel);
        await account.Documents.UpdateAsync("SSM-Again", PreferenceDocument.Parse(before.Content).With(Second).Text, "1", Cancel);

        var change = await ChangeAsync(account.Documents, "SSM-Again", Second);

        Assert.Equal((PreferenceChangeResult.Changed, "2"), (change.Result, change.NewVersion));
        Assert.Equal(("2", "2"), await VersionsAsync(account, "SSM-Again"));
    }

    [Fact]
    public async Task Of_several_writers_at_once_none_is_refused_and_nothing_is_lost()
    {
        using var account = await OpenAsync();
        await ChangeAsync(account.Documents, "SSM-Several", First);
        PreferenceEdit[] edits =
        [
            Second,
            PreferenceEdit.Empty.Set(PreferenceSetting.S3KeyPrefix, "sessions"),
            PreferenceEdit.Empty.Set(PreferenceSetting.CloudWatchLogGroupName, "/ssm/sessions"),
            PreferenceEdit.Empty.Set(PreferenceSetting.RunAsDefaultUser, "operator"),
        ];

        var changes = await Task.WhenAll(edits.Select(edit => Task.Run(() => ChangeAsync(account.Documents, "SSM-Several", edit), Cancel)));

        Assert.All(changes, change => Assert.Equal(PreferenceChangeResult.Changed, change.Result));
        Assert.Equal(("5", "5"), await VersionsAsync(account, "SSM-Several"));
        var document = PreferenceDocument.Parse(await ContentAsync(account, "SSM-Several", "5"));
        Assert.All(edits, edit => Assert.Empty(SettingChanges.Between(document, document.With(edit)).Changed));
    }

    private static async Task<PreferenceChange> ChangeAsync(ISessionDocuments documents, string name, PreferenceEdit edit, bool allowLatestOnly = false)
    {
        var target = new PreferenceTarget("123456789012", "eu-west-1", name);
        var editor = new DocumentEditor(documents, target, _ => edit, baseVersion: null, TimeProvider.System) { AllowLatestOnly = allowLatestOnly };
        var plan = await editor.PlanAsync(Cancel);
        while (true)
        {
            (var receipt, plan) = await editor.ApplyAsync(plan, Cancel);
            if (receipt is not null)
            {
                return receipt;
            }
        }
    }

    private static async Task<(string Latest, string Default)> VersionsAsync(IAccount account, string name)
    {
        var description = (await account.Documents.DescribeAsync(name, Cancel))!;
        return (description.LatestVersion, description.DefaultVersion);
    }

    private static async Task<string> ContentAsync(IAccount account, string name, string version) =>
        (await account.Documents.GetAsync(name, version, Cancel)).Content.TrimEnd();

    private Task<IAccount> OpenAsync()
    {
        Assert.SkipWhen(moto.Url is null, "moto_server is not installed.");
        return new AwsAccountOpener().OpenAsync(moto.Connection, new Nobody(), new ObservedCalls(), Cancel);
    }

    /// <summary>The documents of somebody who lacks the right to some operations.</summary>
    private sealed class LimitedDocuments(ISessionDocuments documents, string[] denied) : ISessionDocuments
    {
        public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
            Allowed("DescribeDocument").DescribeAsync(name, cancellationToken);

        public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
            Allowed("GetDocument").GetAsync(name, version, cancellationToken);

        public IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var page in Allowed("ListDocumentVersions").ListVersionsAsync(name, cancellationToken))
            {
                yield return page;
            }
        }

        public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
            Allowed("CreateDocument").CreateAsync(name, content, cancellationToken);

        public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
            Allowed("UpdateDocument").UpdateAsync(name, content, latestVersion, cancellationToken);

        public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) =>
            Allowed(Promotion).SetDefaultVersionAsync(name, version, cancellationToken);

        private ISessionDocuments Allowed(string operation) => denied.Contains(operation)
            ? throw new AwsCallException(AwsCallFailure.Denied, "SSM", operation, "AccessDeniedException", "request-1", 400, $"not authorized to perform: ssm:{operation}")
            : documents;
    }
}
