using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Services;

/// <summary>A client for a service without a package of its own, on the runtime that carries the others: their credentials, signature, retries and time-outs.</summary>
internal sealed class ServiceClient : AmazonServiceClient
{
    private static readonly ResponseUnmarshaller Unmarshaller = new JsonUnmarshaller();

    private readonly JsonMarshaller _marshaller;

    internal ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config) => _marshaller = new JsonMarshaller(config.Service);

    // The base class asks for it before this class's constructor has run.
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => new Metadata(Config.ServiceId);

    /// <summary>Makes one call.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="writeMembers">Writes the request's members.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AmazonServiceException">The service answered with an error.</exception>
    internal Task<JsonAnswer> CallAsync(string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken) =>
        InvokeAsync<JsonAnswer>(
            new JsonRequest(operation, writeMembers),
            new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = Unmarshaller },
            cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new ServiceAuthResolver());
    }

    private sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId => serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
