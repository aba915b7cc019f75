using System.Text.Json;
using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a JSON service.</summary>
internal sealed class JsonRequest(string operation, Action<Utf8JsonWriter> writeMembers) : AmazonWebServiceRequest
{
    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>The operation's own path, where the service is REST-JSON; <see langword="null"/> where it is AWS JSON 1.1.</summary>
    internal string? Path { get; init; }

    /// <summary>Writes the request's members inside its object.</summary>
    internal Action<Utf8JsonWriter> WriteMembers => writeMembers;
}
