using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SessionLogging.Aws.Services;

/// <summary>A client for a service without a package of its own, on the runtime that carries the others: their credentials, signature, retries and time-outs.</summary>
internal sealed class ServiceClient : AmazonServiceClient
{
    private readonly InvokeOptions _asJson;
    private readonly InvokeOptions _asQuery;

    internal ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config)
    {
        _asJson = new InvokeOptions { RequestMarshaller = new JsonMarshaller(config.Service), ResponseUnmarshaller = new JsonUnmarshaller() };
        _asQuery = new InvokeOptions { RequestMarshaller = new QueryMarshaller(config.Service), ResponseUnmarshaller = new QueryUnmarshaller() };
    }

    // The base class asks for it before this class's constructor has run.
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => new Metadata(Config.ServiceId);

    /// <summary>Makes one call to a service of the protocol AWS JSON 1.1.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="writeMembers">Writes the request's members.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AmazonServiceException">The service answered with an error.</exception>
    internal Task<JsonAnswer> CallAsync(string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken) =>
        CallAsync(new JsonRequest(operation, writeMembers), cancellationToken);

    /// <summary>Makes one call to a JSON service.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AmazonServiceException">The service answered with an error.</exception>
    internal Task<JsonAnswer> CallAsync(JsonRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<JsonAnswer>(request, _asJson, cancellationToken);

    /// <summary>Makes one call to a service of the query protocol.</summary>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="parameters">The request's members.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AmazonServiceException">The service answered with an error.</exception>
    internal Task<XmlAnswer> QueryAsync(string operation, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        InvokeAsync<XmlAnswer>(new QueryRequest(operation, parameters), _asQuery, cancellationToken);

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
