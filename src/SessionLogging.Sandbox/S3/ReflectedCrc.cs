using System.Buffers.Binary;

namespace SessionLogging.Sandbox.S3;

/// <summary>A cyclic redundancy check of the kind whose bits are reflected and whose ends are inverted: all three that S3 knows.</summary>
internal sealed class ReflectedCrc
{
    private readonly ulong[] _table = new ulong[256];
    private readonly int _bytes;

    private ReflectedCrc(int bits, ulong reflectedPolynomial)
    {
        _bytes = bits / 8;
        for (var index = 0; index < _table.Length; index++)
        {
            var value = (ulong)index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ reflectedPolynomial;
            }

            _table[index] = value;
        }
    }

    public static ReflectedCrc Crc32 { get; } = new(32, 0xEDB88320);

    public static ReflectedCrc Crc32C { get; } = new(32, 0x82F63B78);

    public static ReflectedCrc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>The check value, most significant byte first.</summary>
    public byte[] Compute(byte[] content)
    {
        var ones = _bytes == 8 ? ulong.MaxValue : uint.MaxValue;
        var value = ones;
        foreach (var octet in content)
        {
            value = _table[(byte)(value ^ octet)] ^ (value >> 8);
        }

        var whole = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(whole, value ^ ones);
        return whole[^_bytes..];
    }
}
