using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace SessionLogging.Aws.Services;

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

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => Service.EndpointPrefix;

    /// <inheritdoc/>
    public override string ServiceVersion => Service.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <summary>The service.</summary>
    internal ServiceDefinition Service { get; }

    /// <inheritdoc/>
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
