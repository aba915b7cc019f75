using SessionLogging.Actions;
using SessionLogging.Actions.Checks;
using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Reading;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Audits;

/// <summary>What was seen in an account beside its preferences: what sessions they do not reach, and who reads the logs unseen.</summary>
/// <param name="Preferences">The account's preferences, and what they name.</param>
internal sealed record BypassEvidence(PreferenceEvidence Preferences)
{
    // Each takes one call for its content and some for what it names.
    private const int DocumentsAtOnce = 8;

    // What has started sessions in 30 days is mostly a handful of roles.
    private const int MostRoles = 50;

    /// <summary>The account's own Session documents beside its preferences.</summary>
    internal LookupResult<OwnDocuments>? Documents { get; init; }

    /// <summary>The sessions that run, and those of the last 30 days.</summary>
    internal LookupResult<RememberedSessions>? Sessions { get; init; }

    /// <summary>The roles that started them; <see langword="null"/> where the sessions are not known.</summary>
    internal IReadOnlyList<SessionRole>? Roles { get; init; }

    /// <summary>Whether trails record who reads the bucket's objects; <see langword="null"/> where no bucket is named.</summary>
    internal LookupResult<ReadRecording>? Reads { get; init; }

    /// <summary>Whether the bucket is the account's own.</summary>
    internal LookupResult<BucketOwner>? Owner { get; init; }

    /// <summary>What a principal may start; <see langword="null"/> where none was given.</summary>
    internal LookupResult<StartRights>? Start { get; init; }

    /// <summary>The registered actions, with what their checks found.</summary>
    internal LookupResult<RegisteredActions>? Actions { get; init; }

    /// <summary>What nobody was to look at.</summary>
    internal static BypassEvidence Unseen(PreferenceEvidence preferences, AuditOptions options) => new(preferences)
    {
        Documents = LookupResult.NotLooked<OwnDocuments>(),
        Sessions = LookupResult.NotLooked<RememberedSessions>(),
        Reads = BucketOf(preferences) is null ? null : LookupResult.NotLooked<ReadRecording>(),
        Start = options.PrincipalArn is null ? null : LookupResult.NotLooked<StartRights>(),
        Actions = LookupResult.NotLooked<RegisteredActions>(),
    };

    /// <summary>Looks with the caller's rights; a look that fails is evidence too.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">Its preferences.</param>
    /// <param name="seen">What they say, and what was seen of what they name.</param>
    /// <param name="options">How far is looked.</param>
    /// <param name="judge">What is broken in a document, by the rules on preferences.</param>
    /// <param name="limiter">The pace of DescribeSessions.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    internal static async Task<BypassEvidence> CollectAsync(
        IAccount account,
        PreferenceTarget target,
        AuditEvidence seen,
        AuditOptions options,
        Func<AuditEvidence, IEnumerable<Finding>> judge,
        CallLimiter limiter,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var preferences = seen.Preferences;
        var documents = LookupResult.OrFailedAsync(DocumentsAsync(account, target, judge, time, cancellationToken));
        var sessions = LookupResult.OrFailedAsync(RememberedSessions.ReadAsync(account.Sessions, limiter, time, cancellationToken));
        var actions = LookupResult.OrFailedAsync(RegisteredActions.TestAsync(account, time, cancellationToken));
        var reads = BucketOf(preferences) is null
            ? Task.FromResult<LookupResult<ReadRecording>>(null!)
            : LookupResult.OrFailedAsync(ReadsAsync(account, preferences, cancellationToken));
        var known = await sessions.ConfigureAwait(false);
        var own = await documents.ConfigureAwait(false);
        return new BypassEvidence(preferences)
        {
            Documents = own,
            Sessions = known,
            Roles = known.State is LookupState.Known ? await RolesAsync(account, target.AccountId, known.Facts, cancellationToken).ConfigureAwait(false) : null,
            Reads = await reads.ConfigureAwait(false),
            Owner = seen.Destinations.Owner,
            Start = await StartRights.LookAsync(account, target, options.PrincipalArn, own, cancellationToken).ConfigureAwait(false),
            Actions = await actions.ConfigureAwait(false),
        };
    }

    /// <summary>The bucket, where one is named that there can be.</summary>
    internal static string? BucketOf(PreferenceEvidence preferences) =>
        preferences.Bucket is null or { State: LookupState.NotAName or LookupState.Missing } ? null : preferences.Text(PreferenceSetting.S3BucketName);

    private static async Task<LookupResult<OwnDocuments>> DocumentsAsync(
        IAccount account, PreferenceTarget target, Func<AuditEvidence, IEnumerable<Finding>> judge, TimeProvider time, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var page in account.Documents.ListOwnNamesAsync(cancellationToken).ConfigureAwait(false))
        {
            names.AddRange(page.Where(name => name != target.DocumentName));
        }

        var buckets = new BucketLooks();
        var found = new OwnDocument[names.Count];
        await SideBySide.ForEachAsync(
            Enumerable.Range(0, names.Count),
            DocumentsAtOnce,
            async (at, token) => found[at] = await DocumentAsync(account, names[at], buckets, judge, time, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return LookupResult.Known(new OwnDocuments(found));
    }

    private static async Task<OwnDocument> DocumentAsync(
        IAccount account, string name, BucketLooks buckets, Func<AuditEvidence, IEnumerable<Finding>> judge, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            // A session that names a document names no version of it.
            var content = await account.Documents.GetAsync(name, "$DEFAULT", cancellationToken).ConfigureAwait(false);
            var document = PreferenceDocument.Parse(content.Content);
            var preferences = await PreferenceEvidence.CollectAsync(account, document, buckets, cancellationToken).ConfigureAwait(false);
            var evidence = new AuditEvidence(preferences)
            {
                Destinations = await DestinationEvidence.CollectToChooseAsync(account, preferences, time.GetUtcNow(), cancellationToken).ConfigureAwait(false),
            };
            return new OwnDocument(name)
            {
                SessionType = document.SessionType,
                BucketName = preferences.Text(PreferenceSetting.S3BucketName),
                LogGroupName = preferences.Text(PreferenceSetting.CloudWatchLogGroupName),
                Findings = [.. judge(evidence).Where(finding => finding.Severity >= FindingSeverity.High)],
            };
        }
        catch (PreferenceFormatException)
        {
            return new OwnDocument(name) { IsReadable = false };
        }
        catch (AwsCallException failure)
        {
            return new OwnDocument(name) { Failure = failure };
        }
    }

    private static async Task<IReadOnlyList<SessionRole>> RolesAsync(IAccount account, string? accountId, RememberedSessions sessions, CancellationToken cancellationToken)
    {
        var names = sessions.Owners.Select(SessionOwner.Of)
            .Where(owner => owner is { RoleName: not null, SessionName: not null, PermissionSet: null } && (accountId is null || owner.AccountId == accountId))
            .Select(owner => owner!.RoleName!).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();
        var found = new SessionRole[names.Count];
        await SideBySide.ForEachAsync(
            Enumerable.Range(0, names.Count),
            DocumentsAtOnce,
            async (at, token) => found[at] = new SessionRole(
                names[at],
                at < MostRoles ? await LookupResult.OrFailedAsync(account.Roles.LookAsync(names[at], token)).ConfigureAwait(false) : LookupResult.NotLooked<RoleFacts>()),
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    private static async Task<LookupResult<ReadRecording>> ReadsAsync(IAccount account, PreferenceEvidence preferences, CancellationToken cancellationToken)
    {
        var region = preferences.Bucket!.Region ?? account.Region;
        var key = SessionLogKey.For(preferences.Text(PreferenceSetting.S3KeyPrefix), "x");
        var place = await ActionPlace.OfAsync(account, cancellationToken).ConfigureAwait(false);
        var beginning = $"arn:{place.Partition}:s3:::{preferences.Text(PreferenceSetting.S3BucketName)}/{key.Substring(0, key.Length - "x.log".Length)}";
        var (trails, count) = await TrailEvidence.CollectAsync(account.Trails, region, selectors => TrailCoverage.RecordsReads(selectors, beginning), cancellationToken).ConfigureAwait(false);
        return LookupResult.Known(new ReadRecording(trails, count, region));
    }
}

/// <summary>An account's own Session documents beside its preferences.</summary>
internal sealed record OwnDocuments(IReadOnlyList<OwnDocument> All);

/// <summary>A Session document of the account that sessions can name.</summary>
/// <param name="Name">Its name.</param>
internal sealed record OwnDocument(string Name)
{
    internal string? SessionType { get; init; }

    internal string BucketName { get; init; } = "";

    internal string LogGroupName { get; init; } = "";

    /// <summary>How the rules on preferences came out on it that matter for whether sessions are logged.</summary>
    internal IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether its content is a JSON object.</summary>
    internal bool IsReadable { get; init; } = true;

    /// <summary>Why it could not be read; <see langword="null"/>: it could.</summary>
    internal AwsCallException? Failure { get; init; }
}

/// <summary>A role that has started sessions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Look">What was seen of it.</param>
internal sealed record SessionRole(string Name, LookupResult<RoleFacts> Look);

/// <summary>Whether trails record who reads logs.</summary>
/// <param name="Trails">Those that cover the bucket's Region, up to the first that records reads.</param>
/// <param name="Count">How many trails reach the Region of the sessions.</param>
/// <param name="Region">The bucket's Region.</param>
internal sealed record ReadRecording(IReadOnlyList<TrailEvidence> Trails, int Count, string Region);
