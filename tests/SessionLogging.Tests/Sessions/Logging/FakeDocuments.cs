using System.Runtime.CompilerServices;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>One version of a document as a test has it.</summary>
internal sealed record FakeVersion(int Number, DateTimeOffset? Created, string Content, string Status = "Active");

/// <summary>Documents with a history, and a count of what is asked.</summary>
internal sealed class FakeDocuments : ISessionDocuments
{
    private readonly Dictionary<string, (IReadOnlyList<FakeVersion> Versions, int Default)> _documents = [];

    public List<string> Calls { get; } = [];

    /// <summary>The operations that are denied, for example <c>GetDocument</c>.</summary>
    public HashSet<string> Denied { get; } = [];

    public void Add(string name, params FakeVersion[] versions) => AddWithDefault(name, versions.Max(version => version.Number), versions);

    public void AddWithDefault(string name, int defaultVersion, params FakeVersion[] versions) =>
        _documents[name] = (versions, defaultVersion);

    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        Called("DescribeDocument", name);
        return Task.FromResult(_documents.TryGetValue(name, out var document)
            ? new DocumentDescription(
                name, "111122223333", Text(document.Versions.Max(version => version.Number)), Text(document.Default), "Session", "Active", null, StoredAsYaml: false)
            : null);
    }

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        Called("GetDocument", $"{name} {version}");
        var found = _documents[name].Versions.Single(it => Text(it.Number) == version);
        return Task.FromResult(new DocumentContent(found.Content, version, found.Status, "Session", found.Created));
    }

    public IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Called("ListDocumentVersions", name);
        await Task.CompletedTask;
        foreach (var page in _documents[name].Versions.OrderByDescending(version => version.Number).Chunk(2))
        {
            yield return [.. page.Select(version => new DocumentVersion(
                Text(version.Number), version.Created, version.Number == _documents[name].Default, version.Status))];
        }
    }

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void Called(string operation, string what)
    {
        Calls.Add($"{operation} {what}");
        if (Denied.Contains(operation))
        {
            throw FakeFailures.Denied("SSM", operation);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
