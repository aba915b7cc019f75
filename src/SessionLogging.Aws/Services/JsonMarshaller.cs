using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>Writes requests in the protocols AWS JSON 1.1, which names the operation in a header, and REST-JSON, which names it by its path.</summary>
internal sealed class JsonMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (JsonRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = "POST", ResourcePath = asked.Path ?? "/", Content = Body(asked) };
        if (asked.Path is null)
        {
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{asked.Operation}";
        }
        else
        {
            request.Headers["Content-Type"] = "application/json";
        }

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
