using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>A request of a query service.</summary>
internal sealed class QueryRequest(string operation, IReadOnlyList<KeyValuePair<string, string>> parameters) : AmazonWebServiceRequest
{
    /// <summary>The API's name of the operation.</summary>
    internal string Operation => operation;

    /// <summary>The request's members, by the names that the protocol flattens them to.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Parameters => parameters;
}
