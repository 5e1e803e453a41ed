"""What is done to text before it is compared or shown: fold, readable TeX, identifiers and addresses."""
