namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Decisions that a generator made beforehand. Once they are used up everything goes its plain way, so that short tapes are simple cases.</summary>
internal sealed class Tape(byte[] decisions)
{
    private int _next;

    /// <summary>A number from 0 to below <paramref name="count"/>; 0 at the tape's end.</summary>
    public int Choose(int count) => _next < decisions.Length ? decisions[_next++] % count : 0;

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit() => _next < decisions.Length ? decisions[_next++] / 256.0 : 0.5;
}
