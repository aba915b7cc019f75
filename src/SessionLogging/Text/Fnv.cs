namespace SessionLogging.Text;

/// <summary>The 64-bit FNV-1a hash of texts, to tell thousands of them apart without keeping them.</summary>
internal static class Fnv
{
    internal const ulong Start = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    internal static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        return hash;
    }
}
