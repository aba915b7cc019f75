using System.Runtime.CompilerServices;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Reading;

/// <summary>Reads the preferences of one Session document.</summary>
public sealed class PreferenceReader
{
    // GetDocument calls in flight for a document's history.
    private const int InFlight = 4;

    private readonly ISessionDocuments _documents;
    private readonly DocumentInspector _look;
    private readonly PreferenceTarget _target;

    /// <summary>Prepares reading.</summary>
    /// <exception cref="PreferenceRuleException">The document's name is none.</exception>
    public PreferenceReader(ISessionDocuments documents, PreferenceTarget target)
    {
        SessionDocumentName.RequireReadable(target.DocumentName);
        _documents = documents;
        _look = new DocumentInspector(documents, target.DocumentName);
        _target = target;
    }

    /// <summary>What DescribeDocument was answered, where the right to it is missing: then the owner is not known, and is <see langword="null"/>.</summary>
    public AwsCallException? Denial => _look.Denial;

    /// <summary>The latest version's preferences; an object whose <see cref="LoggingPreference.Exists"/> is false where there is no document.</summary>
    /// <exception cref="AwsCallException">A call failed.</exception>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    public async Task<LoggingPreference> ReadLatestAsync(CancellationToken cancellationToken) =>
        (await _look.ReadAsync(cancellationToken).ConfigureAwait(false)).Show(_target);

    /// <summary>One version's preferences.</summary>
    /// <param name="version">A number, <c>$LATEST</c> or <c>$DEFAULT</c>.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="PreferenceChangeException">There is no such version (<c>DocumentVersionNotFound</c>).</exception>
    public async Task<LoggingPreference> ReadVersionAsync(string version, CancellationToken cancellationToken)
    {
        var description = await _look.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (Denial is not null)
        {
            var ofDefault = await _look.ReadDefaultVersionAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAsync(version, ofDefault, owner: null, cancellationToken).ConfigureAwait(false);
        }

        var number = (version, description) switch
        {
            (_, null) => throw NotFound(version, cause: null),
            ("$LATEST", _) => description.LatestVersion,
            ("$DEFAULT", _) => description.DefaultVersion,
            _ => version,
        };
        return await ReadAsync(number, description.DefaultVersion, description.Owner, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every version's preferences, the newest first; none where there is no document.</summary>
    public async IAsyncEnumerable<LoggingPreference> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var description = await _look.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var ofDefault = description?.DefaultVersion
            ?? (Denial is null ? null : await _look.ReadDefaultVersionAsync(cancellationToken).ConfigureAwait(false));
        if (ofDefault is null)
        {
            yield break;
        }

        var versions = new List<DocumentVersion>();
        await foreach (var page in _documents.ListVersionsAsync(_target.DocumentName, cancellationToken).ConfigureAwait(false))
        {
            versions.AddRange(page);
        }

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var inFlight = new Queue<Task<LoggingPreference>>();
        try
        {
            foreach (var version in versions.OrderByDescending(version => VersionNumber.Of(version.Version)))
            {
                inFlight.Enqueue(ReadAsync(version.Version, ofDefault, description?.Owner, reading.Token));
                if (inFlight.Count == InFlight)
                {
                    yield return await inFlight.Dequeue().ConfigureAwait(false);
                }
            }

            while (inFlight.Count > 0)
            {
                yield return await inFlight.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync(inFlight, reading).ConfigureAwait(false);
        }
    }

    // Whoever stops reading, or reads into a failure, leaves no call running behind.
    private static async Task EndAsync(Queue<Task<LoggingPreference>> inFlight, CancellationTokenSource reading)
    {
        if (inFlight.Count > 0)
        {
            reading.Cancel();
            await Task.WhenAll(inFlight).ContinueWith(
                ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task<LoggingPreference> ReadAsync(string version, string? defaultVersion, string? owner, CancellationToken cancellationToken)
    {
        try
        {
            var content = await _look.GetAsync(version, cancellationToken).ConfigureAwait(false);
            return LoggingPreference.From(
                PreferenceDocument.Parse(content.Content),
                _target.AccountId,
                _target.Region,
                _target.DocumentName,
                content.Version,
                defaultVersion,
                owner,
                content.CreatedDate,
                accountName: _target.AccountName);
        }
        catch (AwsCallException failure) when (failure.Code is "InvalidDocument" or "InvalidDocumentVersion")
        {
            throw NotFound(version, failure);
        }
    }

    private PreferenceChangeException NotFound(string version, AwsCallException? cause) => new(
        "DocumentVersionNotFound",
        FailureCategory.NotFound,
        _target,
        $"There is no version {version} of {_target}.",
        "List the versions with Get-SsmLoggingPreference -AllVersions.",
        cause);
}
