namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Against what new content is compared before it is refused as a duplicate. Which one AWS does is not documented.</summary>
internal enum DuplicateRule
{
    LatestVersion,
    AnyVersion,
}

/// <summary>The Session documents of one account and Region as Systems Manager keeps them. Not safe for threads: the tests have none.</summary>
internal sealed class InMemoryDocuments(TimeProvider time) : ISessionDocuments
{
    public const string AccountId = "111122223333";

    private readonly Dictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);
    private readonly Queue<DocumentDescription> _stale = [];

    public DuplicateRule DuplicateRule { get; set; } = DuplicateRule.AnyVersion;

    public int VersionLimit { get; set; } = 1_000;

    /// <summary>How often GetDocument shows a new version as not yet active.</summary>
    public int LooksUntilActive { get; set; }

    /// <summary>How long a new version is not active.</summary>
    public TimeSpan TimeUntilActive { get; set; }

    /// <summary>Which new versions end as Failed, by number.</summary>
    public Predicate<int> Fails { get; set; } = _ => false;

    /// <summary>How often DescribeDocument shows what stood before the last change.</summary>
    public int StaleLooks { get; set; }

    public int PageSize { get; set; } = 2;

    /// <summary>Whether the service says when a version was made.</summary>
    public bool SaysDates { get; set; } = true;

    /// <summary>Called before each answer, with the operation's name.</summary>
    public Action<string> OnCall { get; set; } = _ => { };

    /// <summary>Arranges a document, or one more version of it that does not become the default.</summary>
    public StoredDocument Put(string name, string content, bool promote = true, TimeSpan age = default, string owner = AccountId, bool isYaml = false)
    {
        var document = Find(name) ?? new StoredDocument { Owner = owner };
        document.Add(new StoredVersion(document.LatestNumber + 1, content, time.GetUtcNow() - age) { IsYaml = isYaml });
        if (promote)
        {
            document.DefaultNumber = document.LatestNumber;
        }

        return _documents[name] = document;
    }

    public StoredDocument? Find(string name) => _documents.GetValueOrDefault(name);

    public void Remove(string name) => _documents.Remove(name);

    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
        Answer(
            "DescribeDocument",
            () => _stale.Count > 0 ? _stale.Dequeue() : Find(name) is { } document ? Describe(name, document, StatusOf(document.Latest, looked: true)) : null,
            cancellationToken);

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        Answer("GetDocument", () =>
        {
            var document = Find(name);
            var number = version switch
            {
                "$LATEST" => document?.Latest.Version,
                "$DEFAULT" => document?.Default.Version,
                _ => version,
            };
            var found = document?.Versions.Find(known => known.Version == number)
                ?? throw Refusal("GetDocument", AwsCallFailure.NotFound, "InvalidDocument", $"Document with name {name} and version {version} does not exist.");
            return new DocumentContent(found.Content, found.Version, StatusOf(found, looked: true), "Session", SaysDates ? found.CreatedDate : null);
        }, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(
        string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = Find(name) ?? throw NoDocument("ListDocumentVersions", name);
        foreach (var page in document.Versions.Chunk(PageSize))
        {
            yield return await Answer<IReadOnlyList<DocumentVersion>>("ListDocumentVersions", () =>
            [
                .. page.Select(version => new DocumentVersion(
                    version.Version, version.CreatedDate, version.Number == document.DefaultNumber, StatusOf(version, looked: false))),
            ], cancellationToken);
        }
    }

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        Answer("CreateDocument", () =>
        {
            if (Find(name) is not null)
            {
                throw Refusal("CreateDocument", AwsCallFailure.Conflict, "DocumentAlreadyExists", $"Document with same name {name} already exists");
            }

            var document = _documents[name] = new StoredDocument { Owner = AccountId, DefaultNumber = 1 };
            document.Add(NewVersion(1, content));
            return Describe(name, document, "Creating");
        }, cancellationToken);

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        Answer("UpdateDocument", () =>
        {
            var document = Find(name) ?? throw NoDocument("UpdateDocument", name);
            if (document.Latest.Version != latestVersion)
            {
                throw Refusal("UpdateDocument", AwsCallFailure.Conflict, "InvalidDocumentVersion", "The document version is not valid or does not exist.");
            }

            if (document.Versions.Count >= VersionLimit)
            {
                throw Refusal("UpdateDocument", AwsCallFailure.Refused, "DocumentVersionLimitExceeded", "The document has too many versions.");
            }

            var compared = DuplicateRule is DuplicateRule.AnyVersion ? document.Versions : [document.Latest];
            if (compared.Exists(version => version.Content == content))
            {
                throw Refusal("UpdateDocument", AwsCallFailure.Conflict, "DuplicateDocumentContent", "The content of the association document matches another document.");
            }

            GrowStale(name, document);
            document.Add(NewVersion(document.LatestNumber + 1, content));
            return Describe(name, document, "Updating");
        }, cancellationToken);

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) =>
        Answer("UpdateDocumentDefaultVersion", () =>
        {
            var document = Find(name) ?? throw NoDocument("UpdateDocumentDefaultVersion", name);
            var wanted = document.Versions.Find(known => known.Version == version);
            if (wanted is null || StatusOf(wanted, looked: false) != "Active")
            {
                throw Refusal("UpdateDocumentDefaultVersion", AwsCallFailure.Conflict, "InvalidDocumentVersion", "The document version is not valid.");
            }

            GrowStale(name, document);
            return document.DefaultNumber = wanted.Number;
        }, cancellationToken);

    private StoredVersion NewVersion(int number, string content) => new(number, content, time.GetUtcNow())
    {
        LooksLeft = LooksUntilActive,
        ActiveFrom = time.GetUtcNow() + TimeUntilActive,
        Fails = Fails(number),
    };

    private void GrowStale(string name, StoredDocument document)
    {
        for (var look = 0; look < StaleLooks; look++)
        {
            _stale.Enqueue(Describe(name, document, StatusOf(document.Latest, looked: false)));
        }
    }

    private string StatusOf(StoredVersion version, bool looked)
    {
        var isReady = version.LooksLeft == 0 && time.GetUtcNow() >= version.ActiveFrom;
        if (looked && version.LooksLeft > 0)
        {
            version.LooksLeft--;
        }

        return !isReady ? version.Number == 1 ? "Creating" : "Updating" : version.Fails ? "Failed" : "Active";
    }

    private DocumentDescription Describe(string name, StoredDocument document, string status) => new(
        name,
        document.Owner,
        document.Latest.Version,
        document.DefaultNumber.ToString(CultureInfo.InvariantCulture),
        "Session",
        status,
        SaysDates ? document.Latest.CreatedDate : null,
        document.Latest.IsYaml);

    private Task<T> Answer<T>(string operation, Func<T> answer, CancellationToken cancellationToken)
    {
        try
        {
            OnCall(operation);
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(answer());
        }
        catch (OperationCanceledException cancelled)
        {
            return Task.FromCanceled<T>(cancelled.CancellationToken);
        }
        catch (AwsCallException failure)
        {
            return Task.FromException<T>(failure);
        }
    }

    private static AwsCallException NoDocument(string operation, string name) =>
        Refusal(operation, AwsCallFailure.NotFound, "InvalidDocument", $"Document with name {name} does not exist.");

    private static AwsCallException Refusal(string operation, AwsCallFailure kind, string code, string answer) =>
        new(kind, "SSM", operation, code, "request-1", 400, answer);
}
