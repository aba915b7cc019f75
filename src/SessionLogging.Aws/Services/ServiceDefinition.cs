namespace SessionLogging.Aws.Services;

/// <summary>What the service model says of a service that has no package of its own: enough to find its endpoint and to sign for it.</summary>
/// <param name="ServiceId">The model's <c>serviceId</c>, for example <c>CloudWatch Logs</c>; names <c>AWS_ENDPOINT_URL_CLOUDWATCH_LOGS</c> too.</param>
/// <param name="EndpointPrefix">The first label of its host names.</param>
/// <param name="SigningName">The service's name in the signature.</param>
/// <param name="ApiVersion">The model's <c>apiVersion</c>, a date.</param>
internal sealed record ServiceDefinition(string ServiceId, string EndpointPrefix, string SigningName, string ApiVersion)
{
    /// <summary>The model's <c>targetPrefix</c>, which stands before the operation in the <c>X-Amz-Target</c> header.</summary>
    internal string TargetPrefix { get; init; } = "";

    /// <summary>Whether a partition has one endpoint for all Regions.</summary>
    internal bool IsGlobal { get; init; }

    /// <summary>Whether GovCloud's FIPS endpoint is named so: there the usual endpoint is one already, for most services.</summary>
    internal bool HasFipsNameInGovCloud { get; init; }
}
