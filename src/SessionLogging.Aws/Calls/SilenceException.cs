using System.Globalization;

namespace SessionLogging.Aws.Calls;

/// <summary>A service says nothing, or nothing more. Never leaves this assembly.</summary>
#pragma warning disable CA1032, CA1064
internal sealed class SilenceException(TimeSpan limit, Exception? innerException = null)
    : TimeoutException(string.Format(CultureInfo.InvariantCulture, "no byte came for {0:0.###} s", limit.TotalSeconds), innerException);
#pragma warning restore CA1032, CA1064
