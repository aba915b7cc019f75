using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>Numbers that look random and are the same at every run: a sequence for each index of a seed (SplitMix64).</summary>
internal struct Draw
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Draw(ulong seed, int index) => _state = Mixed(seed, index);

    /// <summary>The seed that a name stands for.</summary>
    public static ulong SeedOf(string name) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A number that no other index of the seed has.</summary>
    public static ulong Mixed(ulong seed, int index) => Mix(seed + ((ulong)index * Step));

    /// <summary>A number from 0 up to 1 for an index.</summary>
    public static double Fraction(ulong seed, int index) => Unit(Mix(~seed + ((ulong)index * Step)));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>The next number from 0 up to 1.</summary>
    public double NextFraction() => Unit(Next());

    /// <summary>Whether something happens that does so often.</summary>
    public bool Chance(double often) => NextFraction() < often;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[(int)(NextFraction() * several.Count)];

    /// <summary>One of several, the first ones oftener.</summary>
    public T OfSkewed<T>(IReadOnlyList<T> several)
    {
        var at = NextFraction();
        return several[(int)(at * at * several.Count)];
    }

    private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
