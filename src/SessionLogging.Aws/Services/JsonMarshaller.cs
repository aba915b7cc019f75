using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>Writes requests in the protocols AWS JSON 1.1, which names the operation in a header, and REST-JSON, which names it by method and path.</summary>
internal sealed class JsonMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (JsonRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = asked.Method, ResourcePath = asked.Path ?? "/" };
        if (asked.WriteMembers is { } writeMembers)
        {
            request.Content = Body(writeMembers);
            request.Headers["Content-Type"] = asked.Path is null ? "application/x-amz-json-1.1" : "application/json";
        }

        if (asked.Path is null)
        {
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{asked.Operation}";
        }

        foreach (var value in asked.PathValues)
        {
            request.AddPathResource($"{{{value.Key}}}", value.Value);
        }

        AddQuery(request, asked);
        foreach (var header in asked.Headers)
        {
            request.Headers[header.Key] = header.Value;
        }

        return request;
    }

    private static void AddQuery(DefaultRequest request, JsonRequest asked)
    {
        foreach (var member in asked.Query)
        {
            if (member.Value is { } value)
            {
                request.Parameters[member.Key] = value;
                request.UseQueryString = true;
            }
        }
    }

    private static byte[] Body(Action<Utf8JsonWriter> writeMembers)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
