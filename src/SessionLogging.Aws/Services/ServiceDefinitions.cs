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
}
