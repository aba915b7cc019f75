using Amazon.Runtime;

namespace SessionLogging.Aws.Calls;

/// <summary>An answer does not keep to the service's model. Never leaves this assembly.</summary>
#pragma warning disable CA1032, CA1064
internal sealed class MalformedAnswerException(string message) : AmazonClientException(message);
#pragma warning restore CA1032, CA1064
