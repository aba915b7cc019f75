using System.Text.Json;
using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a JSON service.</summary>
internal sealed class JsonRequest(string operation) : AmazonWebServiceRequest
{
    internal JsonRequest(string operation, Action<Utf8JsonWriter> writeMembers)
        : this(operation) => WriteMembers = writeMembers;

    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>The HTTP method.</summary>
    internal string Method { get; init; } = "POST";

    /// <summary>The operation's own path, where the service is REST-JSON; <see langword="null"/> where it is AWS JSON 1.1. Names in braces stand for <see cref="PathValues"/>.</summary>
    internal string? Path { get; init; }

    /// <summary>What stands in the path, by the name in its braces.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> PathValues { get; init; } = [];

    /// <summary>The query string; a member without value is left out.</summary>
    internal IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Headers of the operation's own.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes the request's members inside its object; <see langword="null"/>: the request has no body.</summary>
    internal Action<Utf8JsonWriter>? WriteMembers { get; init; }
}
