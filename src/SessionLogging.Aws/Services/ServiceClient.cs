using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util.Internal;

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

/// <summary>Signs every request with Signature Version 4.</summary>
internal sealed class ServiceAuthResolver : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}

/// <summary>The configuration of a service's client, filled in like any other client's.</summary>
internal sealed class ServiceConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("SsmSessionLogging", ProductVersion());

    internal ServiceConfig(ServiceDefinition service)
        : base(new DefaultConfigurationProvider(DefaultTimeouts.All))
    {
        Service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new ServiceEndpoints(service);
    }

    public override string RegionEndpointServiceName => Service.EndpointPrefix;

    public override string ServiceVersion => Service.ApiVersion;

    public override string UserAgent => Agent;

    /// <summary>The service.</summary>
    internal ServiceDefinition Service { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new ServiceEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(
            new RequestContext(enableMetrics: false, clientSigner: null)
            {
                ClientConfig = this,
                OriginalRequest = parameters.Request,
                Request = new DefaultRequest(parameters.Request, ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
            },
            responseContext: null));

    private static string ProductVersion() => typeof(ServiceConfig).Assembly.GetName().Version!.ToString(3);
}

/// <summary>The SDK's defaults by mode (<c>AWS_DEFAULTS_MODE</c>), which every generated client carries as a copy.</summary>
internal static class DefaultTimeouts
{
    internal static readonly IDefaultConfiguration[] All =
    [
        Connecting(DefaultConfigurationMode.Standard, milliseconds: 3100),
        Connecting(DefaultConfigurationMode.InRegion, milliseconds: 1100),
        Connecting(DefaultConfigurationMode.CrossRegion, milliseconds: 3100),
        Connecting(DefaultConfigurationMode.Mobile, milliseconds: 30000),
        Connecting(DefaultConfigurationMode.Auto, milliseconds: 1100),
    ];

    private static DefaultConfiguration Connecting(DefaultConfigurationMode mode, int milliseconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(milliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(milliseconds),
    };
}
