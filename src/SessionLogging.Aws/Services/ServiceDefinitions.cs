namespace SessionLogging.Aws.Services;

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

    internal static readonly ServiceDefinition CodePipeline = new("CodePipeline", "codepipeline", "codepipeline", "2015-07-09")
    {
        TargetPrefix = "CodePipeline_20150709",
        GovCloudFips = GovCloudFips.Named,
    };
}
