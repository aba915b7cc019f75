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

    /// <summary>How many endpoints it has.</summary>
    internal ServiceScope Scope { get; init; }

    /// <summary>How GovCloud's FIPS endpoints are named.</summary>
    internal GovCloudFips GovCloudFips { get; init; }
}

/// <summary>How many endpoints a service has.</summary>
internal enum ServiceScope
{
    /// <summary>One a Region.</summary>
    Region,

    /// <summary>One a partition, named after the partition's global Region (Account).</summary>
    GlobalRegion,

    /// <summary>One a partition, named by rules of its own (IAM).</summary>
    Partition,
}

/// <summary>Whether GovCloud's FIPS endpoint says so in its name: for most services the usual endpoint is one already.</summary>
internal enum GovCloudFips
{
    /// <summary>Only on the dual-stack domain.</summary>
    NamedOnDualStack,

    /// <summary>Never.</summary>
    Unnamed,

    /// <summary>Always.</summary>
    Named,
}
