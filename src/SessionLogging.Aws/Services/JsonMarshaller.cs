using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>Writes requests in the protocol AWS JSON 1.1.</summary>
internal sealed class JsonMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (JsonRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/", Content = Body(asked) };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{asked.Operation}";
        return request;
    }

    private static byte[] Body(JsonRequest asked)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            asked.WriteMembers(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
