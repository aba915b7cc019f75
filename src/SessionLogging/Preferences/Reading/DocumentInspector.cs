using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Reading;

/// <summary>Looks at one Session document with the rights that there are.</summary>
/// <remarks>
/// GetDocument takes <c>$LATEST</c> and <c>$DEFAULT</c> and answers the number of the version that it gives, so that latest and default are
/// known where DescribeDocument is denied; AWS's own policy for those who administer preferences does not allow it. What GetDocument does
/// not say, the owner and whether the content is stored as YAML, is then not known.
/// </remarks>
internal sealed class DocumentInspector
{
    private const string Latest = "$LATEST";
    private const string Default = "$DEFAULT";
    private const int MostTornReads = 5;

    private readonly ISessionDocuments _documents;
    private readonly string _name;

    internal DocumentInspector(ISessionDocuments documents, string name)
    {
        _documents = documents;
        _name = name;
    }

    /// <summary>What DescribeDocument was answered, where the right to it is missing; it is not asked again.</summary>
    internal AwsCallException? Denial { get; private set; }

    /// <summary>The latest version's content, and which version is the default.</summary>
    /// <exception cref="AwsCallException">A call failed.</exception>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    internal async Task<PreferenceState> ReadAsync(CancellationToken cancellationToken)
    {
        var description = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(description, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same in one call, where the latest version is the one that is known already: what a version holds never changes.</summary>
    /// <param name="version">The version's number.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    internal async Task<PreferenceState> ReadAsync(string version, string content, CancellationToken cancellationToken)
    {
        var description = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return description?.LatestVersion == version
            ? PreferenceState.Of(description, new DocumentContent(content, version, description.Status, description.DocumentType, description.CreatedDate))
            : await ReadAsync(description, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The state with the default version's content, which tells whether latest and default mean the same.</summary>
    internal async Task<PreferenceState> WithDefaultAsync(PreferenceState state, CancellationToken cancellationToken) =>
        state.OfDefault is not null
            ? state
            : state.WithDefault(await GetAsync(state.DefaultVersion!, cancellationToken).ConfigureAwait(false));

    /// <summary>The number of the default version; <see langword="null"/> where there is no document, or nobody says it.</summary>
    internal async Task<string?> ReadDefaultVersionAsync(CancellationToken cancellationToken)
    {
        var description = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return Denial is null
            ? description?.DefaultVersion
            : (await FindAsync(Default, cancellationToken).ConfigureAwait(false))?.Version;
    }

    /// <summary>One version's content.</summary>
    internal Task<DocumentContent> GetAsync(string version, CancellationToken cancellationToken) =>
        _documents.GetAsync(_name, version, cancellationToken);

    /// <summary>What the service says of the document; <see langword="null"/> where there is none, and where <see cref="Denial"/> says why it is not known.</summary>
    internal async Task<DocumentDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        if (Denial is not null)
        {
            return null;
        }

        try
        {
            return await _documents.DescribeAsync(_name, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException denied) when (denied.IsOfMissingRight)
        {
            Denial = denied;
            return null;
        }
    }

    /// <summary>One version's content; <see langword="null"/> where there is no such version.</summary>
    /// <param name="version">The number, <c>$LATEST</c> or <c>$DEFAULT</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<DocumentContent?> FindAsync(string version, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(version, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Code is "InvalidDocument" or "InvalidDocumentVersion")
        {
            return null;
        }
    }

    private async Task<PreferenceState> ReadAsync(DocumentDescription? description, CancellationToken cancellationToken) =>
        Denial is not null ? await ReadByContentAsync(cancellationToken).ConfigureAwait(false)
        : description is null ? PreferenceState.Absent
        : PreferenceState.Of(description, await GetAsync(description.LatestVersion, cancellationToken).ConfigureAwait(false));

    // Two calls are two moments. A default later than the latest was never there: somebody wrote and promoted in between.
    private async Task<PreferenceState> ReadByContentAsync(CancellationToken cancellationToken)
    {
        for (var reads = 1; ; reads++)
        {
            var latest = FindAsync(Latest, cancellationToken);
            var ofDefault = FindAsync(Default, cancellationToken);
            await Task.WhenAll(latest, ofDefault).ConfigureAwait(false);
            var state = PreferenceState.Of(await latest.ConfigureAwait(false), await ofDefault.ConfigureAwait(false));
            if (state.LatestVersion is { } version && VersionNumber.Of(version) == 0)
            {
                throw Denial!;
            }

            if (VersionNumber.Of(state.DefaultVersion) <= VersionNumber.Of(state.LatestVersion) || reads == MostTornReads)
            {
                return state;
            }
        }
    }
}
