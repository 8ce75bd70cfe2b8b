namespace Digits.Photographs;

/// <summary>A rectangle on the sheet, in pixels.</summary>
internal readonly record struct Box(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;
}
