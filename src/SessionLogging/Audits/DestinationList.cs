using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Rules;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>Lists the buckets and log groups of an account, each judged by the rules that Test-SsmLoggingPreference asks, on the document that turning it on would make.</summary>
public sealed class DestinationList
{
    // Each takes up to four calls.
    private const int AtOnce = 8;

    private static readonly Rule[] Deciding = [.. ((IEnumerable<Rule>)PreferenceChecks.All).Concat(DestinationRules.All)];

    private readonly IAccount _account;
    private readonly string? _accountId;
    private readonly IReadOnlyList<string> _patterns;
    private readonly DateTimeOffset _now;

    /// <summary>A list of what an account has.</summary>
    /// <param name="account">The account.</param>
    /// <param name="accountId">Its id; <see langword="null"/> where it is not known.</param>
    /// <param name="patterns">Names; <c>*</c> stands for any text and <c>?</c> for any character. Letter case does not matter.</param>
    /// <param name="time">Says what time it is.</param>
    public DestinationList(IAccount account, string? accountId, IReadOnlyList<string> patterns, TimeProvider time) =>
        (_account, _accountId, _patterns, _now) = (account, accountId, patterns, time.GetUtcNow());

    /// <summary>The buckets and the log groups, or one of the two.</summary>
    /// <param name="kind">Which; <see langword="null"/>: both.</param>
    /// <param name="failed">Told of a list that could not be read; the other one is read all the same.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The buckets by name, then the log groups. What of them could not be looked at is said of each.</returns>
    public async Task<IReadOnlyList<LoggingDestination>> ReadAsync(DestinationKind? kind, Action<AwsCallException> failed, CancellationToken cancellationToken)
    {
        var buckets = kind is DestinationKind.CloudWatch ? NoneAsync() : BucketsAsync(cancellationToken);
        var groups = kind is DestinationKind.S3 ? NoneAsync() : LogGroupsAsync(cancellationToken);
        return [.. await OrNoneAsync(buckets).ConfigureAwait(false), .. await OrNoneAsync(groups).ConfigureAwait(false)];

        async Task<IReadOnlyList<LoggingDestination>> OrNoneAsync(Task<IReadOnlyList<LoggingDestination>> list)
        {
            try
            {
                return await list.ConfigureAwait(false);
            }
            catch (AwsCallException failure)
            {
                failed(failure);
                return [];
            }
        }
    }

    private static Task<IReadOnlyList<LoggingDestination>> NoneAsync() => Task.FromResult<IReadOnlyList<LoggingDestination>>([]);

    private async Task<IReadOnlyList<LoggingDestination>> BucketsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var page in _account.Buckets.ListNamesAsync(cancellationToken).ConfigureAwait(false))
        {
            names.AddRange(page.Where(IsMeant));
        }

        names.Sort(StringComparer.Ordinal);
        var found = new LoggingDestination[names.Count];
        await SideBySide.ForEachAsync(
            Enumerable.Range(0, names.Count),
            AtOnce,
            async (at, token) => found[at] = await BucketAsync(names[at], token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    private async Task<IReadOnlyList<LoggingDestination>> LogGroupsAsync(CancellationToken cancellationToken)
    {
        var groups = new List<LogGroupFacts>();
        await foreach (var page in _account.LogGroups.ListAsync("", cancellationToken).ConfigureAwait(false))
        {
            groups.AddRange(page.Where(group => IsMeant(group.Name)));
        }

        groups.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        var found = new LoggingDestination[groups.Count];
        await SideBySide.ForEachAsync(
            Enumerable.Range(0, groups.Count),
            AtOnce,
            async (at, token) => found[at] = await LogGroupAsync(groups[at], token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    private bool IsMeant(string name) => _patterns.Any(pattern => Wildcard.Matches(pattern, name));

    private async Task<LoggingDestination> BucketAsync(string name, CancellationToken cancellationToken)
    {
        var document = Document(DestinationRequests.S3(name, keyPrefix: null, requireEncryption: null));
        var preferences = await PreferenceEvidence.CollectAsync(_account, document, new BucketLooks(), cancellationToken).ConfigureAwait(false);
        var evidence = await DestinationEvidence.CollectToChooseAsync(_account, preferences, _now, cancellationToken).ConfigureAwait(false);
        var facts = preferences.Bucket is { State: LookupState.Known } known ? known.Facts : null;
        var expiry = evidence.Lifecycle is { State: LookupState.Known } lifecycle ? DestinationRules.FirstExpiry(evidence, lifecycle.Facts) : null;
        return Judged(evidence, S3BucketName, DestinationKind.S3) with
        {
            BucketName = name,
            DestinationRegion = preferences.Bucket?.Region,
            Encryption = facts?.DefaultEncryption,
            KmsKeyId = facts?.KmsKeyId,
            RetentionInDays = expiry is { } from ? Math.Max(0, (int)(from - _now).TotalDays) : null,
            KeepsForever = evidence.Lifecycle is { State: LookupState.Known } ? expiry is null : null,
        };
    }

    private async Task<LoggingDestination> LogGroupAsync(LogGroupFacts group, CancellationToken cancellationToken)
    {
        var document = Document(DestinationRequests.CloudWatch(group.Name, requireEncryption: null, streaming: false));
        var preferences = new PreferenceEvidence(_account.Region, document, Bucket: null, LookupResult.Known(group), Key: null);
        var evidence = await DestinationEvidence.CollectToChooseAsync(_account, preferences, _now, cancellationToken).ConfigureAwait(false);
        return Judged(evidence, CloudWatchLogGroupName, DestinationKind.CloudWatch) with
        {
            LogGroupName = group.Name,
            DestinationRegion = _account.Region,
            Encryption = group.KmsKeyId is null ? null : "aws:kms",
            KmsKeyId = group.KmsKeyId,
            RetentionInDays = group.RetentionInDays,
            KeepsForever = group.RetentionInDays is null,
        };
    }

    // As a change would make it where nothing is logged yet.
    private static PreferenceDocument Document(PreferenceRequest request)
    {
        var nothing = PreferenceDocument.CreateNew();
        return nothing.With(request(nothing));
    }

    private LoggingDestination Judged(DestinationEvidence evidence, PreferenceSetting name, DestinationKind kind)
    {
        var rules = Deciding.Where(rule => rule.LooksAt.Contains(name.Name)).ToList();
        var all = rules.SelectMany(rule => rule switch
        {
            Rule<PreferenceEvidence> check => check.FindAll(evidence.Preferences).Select(finding => (finding, IsTold: check.Find(evidence.Preferences).Any())),
            Rule<DestinationEvidence> check => check.FindAll(evidence).Select(finding => (finding, IsTold: check.Find(evidence).Any())),
            _ => throw new InvalidOperationException($"{rule.Id} judges neither preferences nor where logs lie."),
        }).Concat(SettingRules.FindAll(evidence.Document).Where(finding => finding.Subject == name.Name).Select(finding => (finding, IsTold: true))).ToList();
        return new LoggingDestination
        {
            AccountId = _accountId,
            AccountName = _account.Connection.AccountName,
            Region = _account.Region,
            Kind = kind,
            Suitable = all.Any(each => each.finding.Status is FindingStatus.Fail) ? false
                : all.Any(each => each.finding is { Status: FindingStatus.Unknown, Severity: >= FindingSeverity.High }) ? null
                : true,
            Findings = PreferenceAudit.Sorted(
                from each in all
                where each.IsTold && each.finding.Status is not (FindingStatus.Pass or FindingStatus.NotApplicable)
                select each.finding with { AccountId = _accountId, AccountName = _account.Connection.AccountName, Region = _account.Region }),
        };
    }
}
