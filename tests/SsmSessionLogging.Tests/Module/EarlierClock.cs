namespace SsmSessionLogging.Tests.Module;

/// <summary>The clock of a sandbox whose documents are of the past, so that nobody takes a draft for a change in the making and waits for it.</summary>
internal sealed class EarlierClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(-1);
}
