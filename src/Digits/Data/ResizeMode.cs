namespace Digits.Data;

/// <summary>How images become those of another size.</summary>
public enum ResizeMode
{
    /// <summary>Blank pixels around them, as torchvision's <c>Pad</c> and NumPy's <c>pad</c> put them around MNIST's images to make 32x32.</summary>
    Pad,

    /// <summary>Scaled, as torchvision's <c>Resize</c> does.</summary>
    Scale,
}
