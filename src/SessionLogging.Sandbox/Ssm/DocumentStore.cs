using SessionLogging.Sandbox.Faults;

namespace SessionLogging.Sandbox.Ssm;

/// <summary>The documents of one account in one Region. What a test arranges with <see cref="Put"/> is not checked: documents in the wild are odd.</summary>
public sealed class DocumentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);
    private readonly RegionState _region;
    private readonly Quota _quota;

    internal DocumentStore(RegionState region)
    {
        _region = region;
        _quota = new Quota(region.Clock);
    }

    /// <summary>Whether the account's quota has room for one more call.</summary>
    internal bool HasRoom => _quota.HasRoom(Rules.CallsPerSecond);

    private DateTimeOffset Now => _region.Clock.GetUtcNow();

    private DocumentRules Rules => _region.Account.Cloud.DocumentRules;

    /// <summary>Every document of the Region that is not another account's.</summary>
    internal IReadOnlyList<StoredDocument> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _documents.Values];
            }
        }
    }

    /// <summary>A document as it stands, or <see langword="null"/>.</summary>
    public StoredDocument? Find(string name)
    {
        lock (_gate)
        {
            return _documents.GetValueOrDefault(name);
        }
    }

    /// <summary>Arranges a document: makes it, or adds a version that becomes the latest. The version is Active at once.</summary>
    /// <param name="name">The name.</param>
    /// <param name="content">The content, unchecked.</param>
    /// <param name="format"><c>JSON</c> or <c>YAML</c>.</param>
    /// <param name="documentType">The type of a new document.</param>
    /// <param name="owner">The owner of a new document; the account itself where not given.</param>
    /// <param name="isDefault">Whether it becomes the default too; a first version always does.</param>
    /// <param name="created">When the version was made; now where not given.</param>
    /// <param name="tags">The tags of a new document, those that AWS sets among them.</param>
    public StoredDocument Put(
        string name, string content, string format = "JSON", string documentType = "Session", string? owner = null, bool isDefault = true,
        DateTimeOffset? created = null, params KeyValuePair<string, string>[] tags)
    {
        lock (_gate)
        {
            var document = _documents.GetValueOrDefault(name) ?? new StoredDocument
            {
                Name = name,
                Owner = owner ?? _region.Account.Id,
                DocumentType = documentType,
                Tags = [.. tags],
                Versions = [],
            };
            var number = document.Versions.IsEmpty ? 1 : document.Latest.Number + 1;
            var version = new StoredVersion(number, content, format, created ?? Now, new DocumentRules());
            return _documents[name] = document with { Versions = document.Versions.Add(version), DefaultVersion = isDefault || number == 1 ? number : document.DefaultVersion };
        }
    }

    /// <summary>Arranges that another account may read a document.</summary>
    /// <exception cref="ArgumentException">There is no such document.</exception>
    public void Share(string name, string accountId)
    {
        lock (_gate)
        {
            var document = _documents.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no document {name}.", nameof(name));
            _documents[name] = document with { SharedWith = document.SharedWith.Add(accountId) };
        }
    }

    /// <summary>A document by name or ARN: the account's own, one of AWS, or one that another account shares.</summary>
    internal StoredDocument Readable(string nameOrArn)
    {
        if (!nameOrArn.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Find(nameOrArn) ?? throw DocumentErrors.NoDocument(nameOrArn);
        }

        if (nameOrArn.Split(':') is not ["arn", "aws", "ssm", var region, var account, var resource]
            || region != _region.Name
            || !resource.StartsWith("document/", StringComparison.Ordinal))
        {
            throw DocumentErrors.NoDocument(nameOrArn);
        }

        var name = resource["document/".Length..];
        var document = account.Length == 0 || account == _region.Account.Id
            ? Find(name)
            : _region.Account.Cloud.Find(account)?.Region(region).Documents.Find(name);
        return document is not null && MayRead(document, account) ? document : throw DocumentErrors.NoDocument(nameOrArn);
    }

    internal StoredDocument Create(StoredDocument document, string content, string format, string? versionName)
    {
        ContentCheck.Check(content, format, document.DocumentType);
        lock (_gate)
        {
            if (_documents.ContainsKey(document.Name))
            {
                throw DocumentErrors.Exists(document.Name);
            }

            if (_documents.Values.Count(known => known.Owner == _region.Account.Id) >= Rules.DocumentLimit)
            {
                throw DocumentErrors.TooMany(Rules.DocumentLimit);
            }

            var version = new StoredVersion(1, content, format, Now, Rules) { Name = versionName };
            return _documents[document.Name] = document with { Versions = [version] };
        }
    }

    /// <summary>Adds a version, provided that <paramref name="latest"/> means the latest one.</summary>
    internal StoredDocument Update(string name, string? latest, string content, string format, string? versionName, Func<StoredDocument, StoredDocument> change)
    {
        lock (_gate)
        {
            var document = Own(name);
            if (NumberOf(document, latest) != document.Latest.Number)
            {
                throw DocumentErrors.InvalidVersion();
            }

            ContentCheck.Check(content, format, document.DocumentType, document.Latest);
            if (document.Versions.Count >= Rules.VersionLimit)
            {
                throw DocumentErrors.TooManyVersions(Rules.VersionLimit);
            }

            if (versionName is not null && document.Versions.Exists(version => version.Name == versionName))
            {
                throw DocumentErrors.DuplicateVersionName();
            }

            var compared = Rules.DuplicateContent == DuplicateContent.Any ? document.Versions : [document.Latest];
            if (compared.Exists(version => version.Content == content && version.Format == format))
            {
                throw DocumentErrors.Duplicate();
            }

            var added = new StoredVersion(document.Latest.Number + 1, content, format, Now, Rules) { Name = versionName };
            return _documents[name] = change(document) with { Versions = document.Versions.Add(added) };
        }
    }

    internal StoredDocument SetDefault(string name, string version)
    {
        lock (_gate)
        {
            var document = Own(name);
            var wanted = document.Versions.Find(known => known.Number == NumberOf(document, version)) ?? throw DocumentErrors.InvalidVersion();
            if (wanted.StatusAt(Now) is var status and not "Active")
            {
                throw DocumentErrors.NotActive(status);
            }

            return _documents[name] = document with { DefaultVersion = wanted.Number };
        }
    }

    internal void Delete(string name, string? version, string? versionName)
    {
        lock (_gate)
        {
            var document = Own(name);
            if (!document.SharedWith.IsEmpty)
            {
                throw DocumentErrors.Operation("You attempted to delete a document while it is still shared. You must stop sharing the document before you can delete it.");
            }

            if (version is null && versionName is null)
            {
                _documents.Remove(name);
                return;
            }

            var gone = Version(document, version, versionName);
            if (gone.Number == document.DefaultVersion)
            {
                throw DocumentErrors.Operation("The default version of a document cannot be deleted. Make another version the default first.");
            }

            _documents[name] = document with { Versions = document.Versions.Remove(gone) };
        }
    }

    /// <summary>The version that a request means: by number, by <c>$LATEST</c> or <c>$DEFAULT</c>, by name, or the default one.</summary>
    internal static StoredVersion Version(StoredDocument document, string? version, string? versionName)
    {
        var wanted = version is null && versionName is not null
            ? document.Versions.Find(known => known.Name == versionName)
            : document.Versions.Find(known => known.Number == NumberOf(document, version ?? "$DEFAULT"));
        return wanted is null || (versionName is not null && wanted.Name != versionName)
            ? throw DocumentErrors.NoVersion(document.Name, version ?? versionName!)
            : wanted;
    }

    private static int? NumberOf(StoredDocument document, string? version) => version switch
    {
        null => null,
        "$LATEST" => document.Latest.Number,
        "$DEFAULT" => document.DefaultVersion,
        _ => int.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private bool MayRead(StoredDocument document, string accountOfArn) => accountOfArn.Length == 0
        ? document.Owner == StoredDocument.Amazon
        : accountOfArn == _region.Account.Id || document.SharedWith.Contains(_region.Account.Id);

    /// <summary>What is changed must be one's own: AWS's documents do not exist for changes.</summary>
    private StoredDocument Own(string name)
        => _documents.GetValueOrDefault(name) is { } document && document.Owner == _region.Account.Id ? document : throw DocumentErrors.NoDocument(name);
}
