namespace SessionLogging.Accounts;

/// <summary>A partition of AWS, as the SDK's table has it.</summary>
/// <param name="Name">What stands in ARNs, for example <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c> or <c>aws-eusc</c>.</param>
/// <param name="DnsSuffix">What the names of its services end with, for example <c>amazonaws.com</c>.</param>
public sealed record AwsPartition(string Name, string DnsSuffix);
