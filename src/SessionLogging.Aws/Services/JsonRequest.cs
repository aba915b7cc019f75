using System.Text.Json;
using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a JSON service.</summary>
internal sealed class JsonRequest(string operation, Action<Utf8JsonWriter> writeMembers) : AmazonWebServiceRequest
{
    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>Writes the request's members inside its object.</summary>
    internal Action<Utf8JsonWriter> WriteMembers => writeMembers;
}
