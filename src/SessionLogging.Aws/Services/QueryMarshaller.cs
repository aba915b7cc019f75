using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>Writes requests in the query protocol: a form with the operation as its first field.</summary>
internal sealed class QueryMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var asked = (QueryRequest)input;
        var request = new DefaultRequest(asked, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = asked.Operation;
        request.Parameters["Version"] = service.ApiVersion;
        foreach (var parameter in asked.Parameters)
        {
            request.Parameters[parameter.Key] = parameter.Value;
        }

        return request;
    }
}
