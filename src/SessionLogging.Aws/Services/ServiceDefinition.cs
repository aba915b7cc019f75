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

    /// <summary>One a partition, and beside it, on the dual-stack domain and where FIPS came later, one a Region (Organizations).</summary>
    GlobalRegionUnlessVariant,
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

/// <summary>The services that are asked without a package of their own.</summary>
internal static class ServiceDefinitions
{
    internal static readonly ServiceDefinition Logs = new("CloudWatch Logs", "logs", "logs", "2014-03-28") { TargetPrefix = "Logs_20140328" };

    internal static readonly ServiceDefinition Account = new("Account", "account", "account", "2021-02-01")
    {
        Scope = ServiceScope.GlobalRegion,
        GovCloudFips = GovCloudFips.Named,
    };

    internal static readonly ServiceDefinition Events = new("EventBridge", "events", "events", "2015-10-07")
    {
        TargetPrefix = "AWSEvents",
        GovCloudFips = GovCloudFips.Unnamed,
    };

    internal static readonly ServiceDefinition Sns = new("SNS", "sns", "sns", "2010-03-31");

    internal static readonly ServiceDefinition Lambda = new("Lambda", "lambda", "lambda", "2015-03-31") { GovCloudFips = GovCloudFips.Named };

    internal static readonly ServiceDefinition CloudTrail = new("CloudTrail", "cloudtrail", "cloudtrail", "2013-11-01")
    {
        TargetPrefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
    };

    internal static readonly ServiceDefinition Iam = new("IAM", "iam", "iam", "2010-05-08")
    {
        Scope = ServiceScope.Partition,
        GovCloudFips = GovCloudFips.Unnamed,
    };

    internal static readonly ServiceDefinition Ec2 = new("EC2", "ec2", "ec2", "2016-11-15");

    internal static readonly ServiceDefinition CodePipeline = new("CodePipeline", "codepipeline", "codepipeline", "2015-07-09")
    {
        TargetPrefix = "CodePipeline_20150709",
        GovCloudFips = GovCloudFips.Named,
    };

    internal static readonly ServiceDefinition Organizations = new("Organizations", "organizations", "organizations", "2016-11-28")
    {
        TargetPrefix = "AWSOrganizationsV20161128",
        Scope = ServiceScope.GlobalRegionUnlessVariant,
    };
}
