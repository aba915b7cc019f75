using System.Text.Json;
using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>An answer of a JSON service.</summary>
internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    /// <summary>The answer's object; of kind <see cref="JsonValueKind.Undefined"/> where the body was empty.</summary>
    internal JsonElement Root { get; init; }
}
